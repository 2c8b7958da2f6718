using System.Reflection;
using System.Text.Json;
using StudentRecords.Domain.Assessment;

namespace StudentRecords.Infrastructure.Assessment;

/// <summary>The mark rules that come with the product, as data. An institution publishes its own beside them.</summary>
public static class RuleShelf
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);
    private static readonly Lazy<IReadOnlyList<PublishMarkRule>> Rules = new(Load);

    public static IReadOnlyList<PublishMarkRule> All() => Rules.Value;

    /// <summary>The newest version of a rule that comes with the product.</summary>
    /// <exception cref="InvalidOperationException">There is none of that code.</exception>
    public static PublishMarkRule Get(string code) =>
        Rules.Value.Where(r => r.Code == code).MaxBy(r => r.Version) ?? throw new InvalidOperationException($"No rule {code} comes with the product.");

    private static List<PublishMarkRule> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames().Where(n => n.Contains(".Assessment.Rules.", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(n => Read(assembly, n))];
    }

    private static PublishMarkRule Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var file = JsonSerializer.Deserialize<RuleFile>(stream, Options)!;
        return new PublishMarkRule { Code = file.Code, Version = file.Version, Title = file.Title, ValidFrom = file.ValidFrom, Clauses = file.Clauses.GetRawText() };
    }

    private sealed record RuleFile(string Code, int Version, string Title, DateOnly ValidFrom, JsonElement Clauses);
}

/// <summary>A mark rule to be put into the record: code, version and the JSON of its clauses.</summary>
public sealed record PublishMarkRule
{
    public required string Code { get; init; }

    public required int Version { get; init; }

    public required string Title { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>JSON as <see cref="MarkRuleClauses.Read"/> reads it.</summary>
    public required string Clauses { get; init; }
}
