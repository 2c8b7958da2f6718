namespace StudentRecords.Tests.Hesa.Reference;

/// <summary>An entity as the reference sees it: a name, its parent and its values.</summary>
internal sealed record PlainEntity(string Name, PlainEntity? Parent, Dictionary<string, string> Values)
{
    public bool IsDeleted { get; init; }

    /// <summary>SID=…/NUMHUS=… down to its own keys.</summary>
    public string Key => string.Join('/', (Parent?.Key is { Length: > 0 } above ? [above] : Array.Empty<string>()).Concat(Keys.Select(k => $"{k}={Values[k]}")));

    public IEnumerable<string> Keys => ArticleTables.Tree.Single(t => t.Entity == Name).Keys;

    public (string, string) Identity => (Name, Key);
}
