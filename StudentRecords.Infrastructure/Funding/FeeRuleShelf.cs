using System.Reflection;
using System.Text.Json;
using StudentRecords.Domain.Funding;

namespace StudentRecords.Infrastructure.Funding;

/// <summary>Fee terms that come with the product as data, to begin a rule of one's own from.</summary>
public static class FeeRuleShelf
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);
    private static readonly Lazy<IReadOnlyList<FeeRulePattern>> Patterns = new(Load);

    public static IReadOnlyList<FeeRulePattern> All => Patterns.Value;

    /// <exception cref="InvalidOperationException">There is none of that name.</exception>
    public static FeeRulePattern Get(string name) => All.FirstOrDefault(p => p.Name == name) ?? throw new InvalidOperationException($"No fee terms {name} come with the product.");

    private static List<FeeRulePattern> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames().Where(n => n.Contains(".Funding.Rules.", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(n => Read(assembly, n))];
    }

    private static FeeRulePattern Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var file = JsonSerializer.Deserialize<PatternFile>(stream, Options)!;
        return new FeeRulePattern(file.Name, file.Title, file.Terms.GetRawText());
    }

    private sealed record PatternFile(string Name, string Title, JsonElement Terms);
}

/// <summary>Fee terms under a name.</summary>
/// <param name="Clauses">JSON of <see cref="FeeTerms"/>.</param>
public sealed record FeeRulePattern(string Name, string Title, string Clauses)
{
    /// <summary>A rule of a programme made from it.</summary>
    public FeeRule Of(string programmeCode, string fromYear) => new() { ProgrammeCode = programmeCode, FromYear = fromYear, RuleVersion = 1, Title = Title, Clauses = Clauses };
}
