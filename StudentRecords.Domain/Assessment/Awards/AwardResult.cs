using System.Text.Encodings.Web;
using System.Text.Json;

namespace StudentRecords.Domain.Assessment.Awards;

/// <summary>What a regulation suggests for one candidate, and how it came to that. The engine suggests, the board decides.</summary>
public sealed record AwardResult
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public required string RegulationCode { get; init; }

    public required int RegulationVersion { get; init; }

    /// <summary>Null where the regulation cannot say; <see cref="Clause"/> says why.</summary>
    public required AwardCode? Suggestion { get; init; }

    /// <summary>The clause that the suggestion rests on, or the reason why there is none.</summary>
    public required string Clause { get; init; }

    /// <summary>The award that is suggested, or the exit award; null where none is.</summary>
    public string? Award { get; init; }

    /// <summary>Name of the class; null where marks are missing, credits do not fit, or the award has none.</summary>
    public string? Class { get; init; }

    /// <summary>HESA QUALAWARDRESULT of the suggestion, where the regulation gives one.</summary>
    public string? ResultCode { get; init; }

    /// <summary>The figure that the class was read from; null is an error, never 0.</summary>
    public decimal? Figure { get; init; }

    /// <summary>Why the board has to look at it itself; null where it need not.</summary>
    public string? ForTheBoard { get; init; }

    /// <summary>What keeps figure and class from being worked: missing marks, too few or too many credits.</summary>
    public IReadOnlyList<Refusal> Errors { get; init; } = [];

    /// <summary>Each module with what counted and what it earned, in the profile's order.</summary>
    public IReadOnlyList<ModuleStanding> Modules { get; init; } = [];

    /// <summary>Every algorithm's figure, in the regulation's order.</summary>
    public IReadOnlyList<AlgorithmFigure> Algorithms { get; init; } = [];

    /// <summary>How far it is to the next class, and what would reach it; null at the top, or without a figure.</summary>
    public AwardDistance? Next { get; init; }

    /// <summary>What English providers have to be able to say of their algorithms.</summary>
    public AwardFlags Flags { get; init; } = AwardFlags.None;

    /// <summary>Credits gained, compensated and condoned ones among them.</summary>
    public decimal CreditsGained { get; init; }

    /// <summary>When corrections or the new thesis are due; only for research degrees.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>Every clause that fired, in order.</summary>
    public required IReadOnlyList<AwardStep> Trace { get; init; }

    /// <summary>The trace as it is stored with a decision: <see cref="ResultTrace.Read"/> reads it.</summary>
    public string TraceJson() => JsonSerializer.Serialize(new { Rule = RegulationCode, Version = RegulationVersion, Steps = Trace.Select(s => new TraceStep(s.Clause, s.Says)) }, Options);
}

/// <summary>What can be suggested for a candidate at a progression or award board.</summary>
public enum AwardCode
{
    Proceed,

    /// <summary>With credit that was compensated or condoned.</summary>
    ProceedWithAllowance,
    ProceedTrailing,

    /// <summary>Resit.</summary>
    Refer,

    /// <summary>Later, as the same attempt.</summary>
    Defer,
    RepeatModules,
    RepeatStage,
    ExitAward,
    Award,
    Withdraw,

    /// <summary>Marks are missing.</summary>
    HeldMissing,

    /// <summary>A misconduct case is open.</summary>
    HeldMisconduct,
}

/// <summary>A module with the mark that counts and what it earned.</summary>
/// <param name="Module">As the profile has it.</param>
/// <param name="Mark">The mark that is averaged, on the scale of marks; null where there is none.</param>
/// <param name="CreditMark">The mark that credit was decided on.</param>
/// <param name="Standing">What it earned.</param>
/// <param name="AttemptsUsed">Attempts made or given away.</param>
public sealed record ModuleStanding(ProfileModule Module, decimal? Mark, decimal? CreditMark, CreditStanding Standing, int AttemptsUsed)
{
    public bool HasCredit => Standing is CreditStanding.Passed or CreditStanding.Compensated or CreditStanding.Condoned;
}

/// <summary>What one algorithm came to.</summary>
/// <param name="Name">The algorithm.</param>
/// <param name="Exact">Before the final rounding.</param>
/// <param name="Figure">After it.</param>
/// <param name="Pools">Each pool's mean.</param>
public sealed record AlgorithmFigure(string Name, decimal Exact, decimal Figure, IReadOnlyList<PoolFigure> Pools);

/// <summary>What one pool came to.</summary>
/// <param name="Name">The pool.</param>
/// <param name="Share">Its share, as the regulation has it.</param>
/// <param name="Mean">Rounded as the regulation says.</param>
/// <param name="Credits">Credits that counted.</param>
/// <param name="Counted">The modules that counted.</param>
public sealed record PoolFigure(string Name, decimal Share, decimal Mean, decimal Credits, IReadOnlyList<CountedMark> Counted);

/// <summary>Class and figure as they would be without one of the reportable clauses.</summary>
public sealed record WithoutClause(decimal? Figure, string? Class);

/// <summary>
/// What the Office for Students asks providers to know of their algorithms (report 2025.74): whether lowest marks are dropped, the best of several
/// algorithms is awarded, or somebody is lifted at a border; and what the class would be without.
/// </summary>
/// <param name="WithoutDiscount">Null: no marks are dropped by this regulation.</param>
/// <param name="WithoutBestOf">By the first algorithm alone. Null: there is only one.</param>
/// <param name="WithoutBorderline">Null: the regulation has no zone that lifts.</param>
public sealed record AwardFlags(WithoutClause? WithoutDiscount, WithoutClause? WithoutBestOf, WithoutClause? WithoutBorderline)
{
    public static readonly AwardFlags None = new(null, null, null);

    public bool DropsLowestMarks => WithoutDiscount is not null;

    public bool TakesBestOfSeveral => WithoutBestOf is not null;

    public bool LiftsAtTheBorder => WithoutBorderline is not null;
}
