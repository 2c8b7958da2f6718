namespace StudentRecords.Domain.Assessment.Awards;

/// <summary>
/// The clauses of an award regulation, read from its data: how module results become credit, a figure, a class, the next stage or an
/// award. Nothing here is policy; the policy is the data, and no two universities have the same.
/// </summary>
public sealed record AwardClauses
{
    /// <summary>What is awarded, as on the certificate.</summary>
    public required string Award { get; init; }

    /// <summary>The scale that module marks are on: 0 to 100 unless a university marks in points.</summary>
    public MarkRange Marks { get; init; } = new(0, 100);

    /// <summary>What a module is passed at.</summary>
    public PassClause Pass { get; init; } = new();

    /// <summary>Which modules are of which kind, by code: core, dissertation, psrb, or any word that the clauses below use.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Kinds { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The credit that the award asks for.</summary>
    public CreditClause Credits { get; init; } = new();

    /// <summary>Where is rounded; a stage that is not named is never rounded at.</summary>
    public AwardRounding Rounding { get; init; } = new();

    /// <summary>Turns marks into points before anything is worked; empty: marks are used as they are.</summary>
    public IReadOnlyList<PointClause> Points { get; init; } = [];

    /// <summary>True where the smaller figure is the better one, as with grade credits counted from 1.</summary>
    public bool LowerIsBetter { get; init; }

    /// <summary>Each works one figure; with several, <see cref="Choose"/> says which counts.</summary>
    public IReadOnlyList<AlgorithmClause> Algorithms { get; init; } = [];

    /// <summary>Has to be said where there are several algorithms.</summary>
    public AlgorithmChoice? Choose { get; init; }

    /// <summary>Classes from the best to the worst; the worst begins at the end of the scale, so that every figure has one.</summary>
    public IReadOnlyList<ClassClause> Classes { get; init; } = [];

    /// <summary>Zones of consideration below a class.</summary>
    public IReadOnlyList<BorderlineClause> Borderline { get; init; } = [];

    /// <summary>Class from two bands that are read together, in place of the figure alone.</summary>
    public TwoWayClause? TwoWay { get; init; }

    /// <summary>How often a module may be tried and what a further attempt can earn.</summary>
    public AttemptClause Attempts { get; init; } = new();

    /// <summary>Credit given for failed modules within limits; asked in this order.</summary>
    public IReadOnlyList<AllowanceClause> Allowances { get; init; } = [];

    /// <summary>What each stage asks before the next is opened; the last leads to the award.</summary>
    public IReadOnlyList<StageClause> Stages { get; init; } = [];

    /// <summary>Lower awards with approved titles, from the highest to the lowest.</summary>
    public IReadOnlyList<ExitClause> Exits { get; init; } = [];

    /// <summary>For degrees by research, which are recommended by examiners and not worked from marks.</summary>
    public ResearchClause? Research { get; init; }

    /// <summary>HESA QUALAWARDRESULT of an award that a board gives in this class, suggested or not; null where the regulation has none, or does not know the award or the class.</summary>
    public string? ResultOf(AwardCode code, string? award, string? @class) => code switch
    {
        AwardCode.Award => Classes.FirstOrDefault(c => c.Awarded && c.Name == @class)?.ResultCode,
        AwardCode.ExitAward => Exits.FirstOrDefault(e => e.Award == award) is not { } exit ? null
            : @class is null ? exit.ResultCode : exit.Classes.FirstOrDefault(c => c.Awarded && c.Name == @class)?.ResultCode,
        _ => null,
    };

    /// <summary>Reads the clauses, or says everything that is wrong with them.</summary>
    public static Outcome<AwardClauses> Read(string json)
    {
        var read = AwardJson.Read<AwardClauses>(json, "REGULATION_UNREADABLE", "The regulation");
        if (read.Value is { } rule && (rule.Kinds.Values.Any(k => k is null) || rule.Credits.Levels.Values.Any(l => l is null)))
        {
            return Outcome<AwardClauses>.Refused("REGULATION_UNREADABLE", "The regulation has an empty entry under kinds or credits.levels.");
        }

        var faults = read.Succeeded ? AwardFaults.Of(read.Value).ToList() : [];
        return faults.Count > 0 ? Outcome<AwardClauses>.Refused(faults) : read;
    }
}

/// <summary>The scale that marks are on.</summary>
public sealed record MarkRange(decimal Lowest, decimal Highest);

/// <summary>What a module is passed at, on the scale of marks.</summary>
public sealed record PassClause
{
    public decimal Mark { get; init; } = 40;

    /// <summary>Levels that are passed at another mark, such as 50 at level 7.</summary>
    public IReadOnlyDictionary<int, decimal> Levels { get; init; } = new Dictionary<int, decimal>();

    public decimal At(int level) => Levels.TryGetValue(level, out var mark) ? mark : Mark;
}

/// <summary>Rounding by stage; null is never.</summary>
public sealed record AwardRounding
{
    /// <summary>Of each component's mark, where a profile gives components.</summary>
    public RoundingClause? Component { get; init; }

    /// <summary>Of each module's mark, before it is averaged.</summary>
    public RoundingClause? Module { get; init; }

    /// <summary>Of a module's mark when credit is decided on only; the mark that is carried stays as it is (Bristol, UWE).</summary>
    public RoundingClause? Credit { get; init; }

    /// <summary>Of each pool's mean.</summary>
    public RoundingClause? Level { get; init; }

    /// <summary>Of the figure that the class is read from.</summary>
    public RoundingClause? Final { get; init; }
}

/// <summary>Marks from here upwards are worth these points.</summary>
public sealed record PointClause(decimal From, decimal Points);

public enum AlgorithmChoice
{
    /// <summary>The best figure of all: what the Office for Students asks English providers to tell it of.</summary>
    Best,
}
