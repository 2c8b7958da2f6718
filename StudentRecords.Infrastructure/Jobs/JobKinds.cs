namespace StudentRecords.Infrastructure.Jobs;

/// <summary>A job class under the name that stands in its requests.</summary>
public sealed record JobKind(string Name, Type Type);

/// <summary>Every kind of job that this version of the record can run.</summary>
public sealed class JobKinds(IEnumerable<JobKind> kinds)
{
    private readonly Dictionary<string, Type> types = kinds.ToDictionary(k => k.Name, k => k.Type);

    public IReadOnlyCollection<string> Names => types.Keys;

    public Type? Find(string name) => types.GetValueOrDefault(name);
}
