using System.Text.Json;
using System.Text.Json.Serialization;
using StudentRecords.Domain.Hesa.Rules;

namespace StudentRecords.Infrastructure.Hesa.Rules;

/// <summary>What is data of the rules, from <c>rules.json</c>: severity, tolerance by regulator, collections, and the lists that rules ask.</summary>
public sealed class RuleBook
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() }, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };
    private readonly Dictionary<string, RuleSetting> settings;

    /// <exception cref="InvalidDataException">A rule has no setting, or a setting no rule; the message lists every one.</exception>
    public RuleBook(IEnumerable<RuleSetting> settings, RuleLists lists)
    {
        this.settings = settings.ToDictionary(s => s.Code, StringComparer.Ordinal);
        Lists = lists;
        var rules = QualityRules.ForOneRun().Select(r => r.Code).ToList();
        var faults = rules.Where(r => !this.settings.ContainsKey(r)).Select(r => $"{r} has no setting.")
            .Concat(this.settings.Keys.Except(rules).Select(s => $"There is no rule {s}.")).ToList();
        if (faults.Count > 0)
        {
            throw new InvalidDataException($"The HESA rules are not right:{Environment.NewLine}{string.Join(Environment.NewLine, faults)}");
        }
    }

    public RuleLists Lists { get; }

    public RuleSetting this[string rule] => settings[rule];

    /// <summary>Null for a rule that is not asked here.</summary>
    public RuleSetting? Find(string rule) => settings.GetValueOrDefault(rule);

    /// <summary>New instances of those that are on in the collection.</summary>
    public IReadOnlyList<QualityRule> For(string collection) => [.. QualityRules.ForOneRun().Where(r => settings[r.Code].IsOnIn(collection))];

    /// <summary>The one that comes with the program.</summary>
    public static RuleBook Load()
    {
        var assembly = typeof(RuleBook).Assembly;
        using var file = assembly.GetManifestResourceStream(assembly.GetManifestResourceNames().Single(n => n.EndsWith(".Hesa.Rules.rules.json", StringComparison.Ordinal)))!;
        var read = JsonSerializer.Deserialize<InFile>(file, Options)!;
        return new RuleBook(read.Rules.Select(r => new RuleSetting(r.Code, r.Severity, r.Tolerances ?? [], r.From, r.To)), read.Lists.Of());
    }

    private sealed record InFile(RuleInFile[] Rules, ListsInFile Lists);

    private sealed record RuleInFile(string Code, RuleSeverity Severity, Dictionary<string, Tolerance>? Tolerances, string? From, string? To);

    private sealed record ListsInFile(
        HashSet<string>? AwardingPowers, HashSet<string>? LondonColleges, HashSet<string>? UniversityOfLondon, HashSet<string>? UniversityOfWales,
        HashSet<string>? Pearson, HashSet<string>? PearsonAwards, HashSet<string>? ScottishAuthority, HashSet<string>? ScottishAuthorityAwards, HashSet<string>? BelowDegree)
    {
        public RuleLists Of() => new()
        {
            AwardingPowers = AwardingPowers ?? [], LondonColleges = LondonColleges ?? [], UniversityOfLondon = UniversityOfLondon ?? [], UniversityOfWales = UniversityOfWales ?? [],
            Pearson = Pearson ?? [], PearsonAwards = PearsonAwards ?? [], ScottishAuthority = ScottishAuthority ?? [], ScottishAuthorityAwards = ScottishAuthorityAwards ?? [], BelowDegree = BelowDegree ?? [],
        };
    }
}
