using System.Text.Json;
using System.Text.Json.Serialization;
using StudentRecords.Domain.Curriculum;

namespace StudentRecords.Domain.Assessment;

/// <summary>
/// The clauses of a mark rule, read from its data: which scales there are, how each is worked, whether they make an overall
/// mark, where is rounded, and what is a pass. Nothing here is policy; the policy is the data.
/// </summary>
public sealed record MarkRuleClauses
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Each component belongs to the one scale that names its kind.</summary>
    public required IReadOnlyList<ScaleClause> Scales { get; init; }

    /// <summary>How the scales make an overall mark; null: they are kept apart and there is none.</summary>
    public OverallClause? Overall { get; init; }

    public RoundingClauses Rounding { get; init; } = new();

    /// <summary>Which attempt at a component counts.</summary>
    public AttemptChoice Attempts { get; init; }

    /// <summary>What is done to a mark, in this order.</summary>
    public IReadOnlyList<MarkStage> Order { get; init; } = MarkStages.Usual;

    /// <summary>What work handed in late loses; null: nothing.</summary>
    public LateClause? Late { get; init; }

    /// <summary>What further attempts count for at most; null: as much as they are marked.</summary>
    public CapClause? Cap { get; init; }

    /// <summary>Grade bands; null: the rule grades nothing.</summary>
    public GradeClause? Grade { get; init; }

    /// <summary>Reads the clauses, or says everything that is wrong with them.</summary>
    public static Outcome<MarkRuleClauses> Read(string json)
    {
        try
        {
            var clauses = JsonSerializer.Deserialize<MarkRuleClauses>(json, Options);
            if (clauses is null)
            {
                return Outcome<MarkRuleClauses>.Refused("RULE_UNREADABLE", "The clauses are empty.");
            }

            var faults = MarkRuleFaults.Of(clauses).ToList();
            return faults.Count > 0 ? Outcome<MarkRuleClauses>.Refused(faults) : clauses;
        }
        catch (JsonException fault)
        {
            return Outcome<MarkRuleClauses>.Refused("RULE_UNREADABLE", $"The clauses cannot be read: {fault.Message}", fault.Path);
        }
    }

    /// <summary>The scale that the component's mark counts on; null when the rule has none for its kind.</summary>
    public ScaleClause? ScaleOf(AssessmentComponent component) => Scales.FirstOrDefault(s => s.Kinds.Contains(component.Kind));
}

/// <summary>One scale: the weighted mean of the components of some kinds, with weights on this scale.</summary>
public sealed record ScaleClause
{
    public required string Name { get; init; }

    public required IReadOnlyList<ComponentKind> Kinds { get; init; }

    /// <summary>0 to 100; null: this scale need not be passed by itself.</summary>
    public decimal? PassMark { get; init; }

    /// <summary>What a component counts for that was never submitted by a student who did not withdraw.</summary>
    public NotSubmittedRule NotSubmitted { get; init; }

    /// <summary>What happens where no component of the scale has weight.</summary>
    public ZeroWeightRule ZeroWeight { get; init; }
}

/// <summary>How scales are put together.</summary>
public sealed record OverallClause
{
    /// <summary>Share of each scale by name; only their proportion matters.</summary>
    public required IReadOnlyDictionary<string, decimal> Shares { get; init; }
}

/// <summary>Rounding by stage; null is never.</summary>
public sealed record RoundingClauses
{
    /// <summary>Of each component's mark, before the mean.</summary>
    public RoundingClause? Component { get; init; }

    /// <summary>Of each scale's mean.</summary>
    public RoundingClause? Scale { get; init; }

    /// <summary>Of the overall mark.</summary>
    public RoundingClause? Final { get; init; }
}

/// <summary>One rounding.</summary>
public sealed record RoundingClause
{
    /// <summary>Decimal places, 0 to 8.</summary>
    public required int Decimals { get; init; }

    public MidpointRounding Mode { get; init; } = MidpointRounding.AwayFromZero;

    public decimal Apply(decimal value) => Math.Round(value, Decimals, Mode);
}

/// <summary>What is graded, by which bands.</summary>
public sealed record GradeClause
{
    public required GradeBasis From { get; init; }

    /// <summary>Without gaps from 0 upwards.</summary>
    public required IReadOnlyList<GradeBand> Bands { get; init; }
}

/// <summary>A grade from a mark upwards, to the next band.</summary>
public sealed record GradeBand(string Name, decimal From, bool Passes);

public enum NotSubmittedRule
{
    /// <summary>The mark is missing, and with it the figure.</summary>
    Missing,
    Zero,
}

public enum ZeroWeightRule
{
    /// <summary>The scale is shown as not counted and asks for no marks.</summary>
    NotCounted,

    /// <summary>All its components weigh the same.</summary>
    PlainMean,
}

public enum AttemptChoice
{
    Highest,
    Latest,
}

public enum GradeBasis
{
    Overall,

    /// <summary>The lowest of the scales that count: each of them must reach the band.</summary>
    LowestScale,
}
