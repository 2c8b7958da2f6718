using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Enrolment.Progression;
using StudentRecords.Domain;
using StudentRecords.Domain.Enrolment;

namespace StudentRecords.Infrastructure.Enrolment;

/// <summary>A step of an engagement's status, asked for on a version of it.</summary>
public sealed record TakeStep
{
    public required EnrolmentStep Step { get; init; }

    public required long EngagementId { get; init; }

    /// <summary>The engagement's version that was on the screen.</summary>
    public required long Version { get; init; }

    /// <summary>The day on which it takes effect; a confirmation takes effect with the engagement's start or today.</summary>
    public DateOnly? EffectiveOn { get; init; }

    /// <summary>HESA RSNENGEND, for a withdrawal.</summary>
    public string? EndReason { get; init; }

    /// <summary>For a deferral: the day on which the place begins instead.</summary>
    public DateOnly? NewStart { get; init; }

    /// <summary>For a transfer: code of the programme; null stays.</summary>
    public string? Programme { get; init; }

    /// <summary>For a transfer: HESA SCSMODE; null stays.</summary>
    public string? Mode { get; init; }

    /// <summary>For a transfer: key of the venue; null stays.</summary>
    public string? Venue { get; init; }

    /// <summary>For a confirmation: two full-time engagements may run at once, and the change's reason says why. Only who decides on enrolments.</summary>
    public bool OverlapAllowed { get; init; }
}

/// <summary>A step of the past that was recorded wrongly: given another day, or taken back.</summary>
public sealed record CorrectStep
{
    public required long EngagementId { get; init; }

    /// <summary>The engagement's version that was on the screen.</summary>
    public required long Version { get; init; }

    /// <summary><see cref="StatusEntry.Place"/> of the step.</summary>
    public required int Place { get; init; }

    /// <summary>The day from which it was true; null takes the step back.</summary>
    public DateOnly? NewDay { get; init; }
}

/// <summary>A further year of an engagement.</summary>
public sealed record ReEnrol
{
    public required long EngagementId { get; init; }

    /// <summary>The engagement's version that was on the screen.</summary>
    public required long Version { get; init; }

    /// <summary>Academic year, such as 2026/27.</summary>
    public required string Year { get; init; }

    /// <summary>HESA YEARPRG; null is the next one.</summary>
    public int? YearOfProgramme { get; init; }

    /// <summary>Planned load, per cent of a full-time year; null is a full one for those who study full time.</summary>
    public decimal? Load { get; init; }
}

/// <summary>A further engagement of somebody who is known: a returner years later, a short course beside a degree.</summary>
public sealed record OpenEngagement
{
    public required long PersonId { get; init; }

    public required string Programme { get; init; }

    public required DateOnly Start { get; init; }

    public DateOnly? ExpectedEnd { get; init; }

    /// <summary>HESA SCSMODE.</summary>
    public string Mode { get; init; } = "01";

    /// <summary>Key of the venue; null is the main one.</summary>
    public string? Venue { get; init; }

    public bool IsSponsored { get; init; }
}

/// <summary>A hold placed by hand.</summary>
public sealed record PlaceHold
{
    public required long PersonId { get; init; }

    /// <summary>The office that owns it, one of <see cref="HoldOwners"/>.</summary>
    public required string Source { get; init; }

    public required string Reason { get; init; }

    public required string HowToClear { get; init; }

    public required Blocks Blocks { get; init; }
}

/// <summary>A hold released by hand; the reason is the change's own.</summary>
public sealed record ReleaseHold
{
    public required long HoldId { get; init; }

    /// <summary>The hold's version that was on the screen.</summary>
    public required long Version { get; init; }
}

/// <summary>What came of a hold that was to be released; no refusals: it is.</summary>
public sealed record ReleasedHold(long HoldId, IReadOnlyList<Refusal> Refusals);

/// <summary>A message that would go out.</summary>
public sealed record ToldSystem(string Flow, string Destination, string Type);

/// <summary>A charge that would be made or, negative, taken back.</summary>
public sealed record ChargeEffect(string AcademicYear, string Element, decimal Amount);

/// <summary>Everything that a change does, before it is done: from the same code that does it.</summary>
public sealed record ChangeEffects
{
    /// <summary>Why it would be refused; the rest is empty then.</summary>
    public IReadOnlyList<Refusal> Refusals { get; init; } = [];

    /// <summary>Statuses that would be entered.</summary>
    public IReadOnlyList<(string Numhus, EngagementStatus Status, DateOnly EffectiveOn)> Statuses { get; init; } = [];

    /// <summary>Occurrence keys of modules that would be left.</summary>
    public IReadOnlyList<string> ModulesLeft { get; init; } = [];

    /// <summary>Occurrence keys of modules that would be registered on.</summary>
    public IReadOnlyList<string> ModulesTaken { get; init; } = [];

    /// <summary>Who of those waiting would get a place: student number and occurrence key.</summary>
    public IReadOnlyList<(string StudentNumber, string Occurrence)> PlacesGiven { get; init; } = [];

    /// <summary>Occurrence keys of modules that would be taken up again.</summary>
    public IReadOnlyList<string> ModulesTakenUp { get; init; } = [];

    /// <summary>Session years whose end would be set.</summary>
    public IReadOnlyList<string> SessionsEnded { get; init; } = [];

    /// <summary>Session years that would run on after all.</summary>
    public IReadOnlyList<string> SessionsReopened { get; init; } = [];

    /// <summary>Sessions that would be opened.</summary>
    public IReadOnlyList<string> SessionsOpened { get; init; } = [];

    /// <summary>Session years that would be taken back.</summary>
    public IReadOnlyList<string> SessionsTakenBack { get; init; } = [];

    /// <summary>Decisions of progression boards that would be carried out, or taken back.</summary>
    public IReadOnlyList<(AwardCode Code, ProgressionAct Act)> Progressed { get; init; } = [];

    /// <summary>Modules that would have to be taken again.</summary>
    public IReadOnlyList<ResitKind> Retakes { get; init; } = [];

    /// <summary>What it means for the visa, the loan and other things of which no message tells.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Holds that would be placed.</summary>
    public int HoldsPlaced { get; init; }

    /// <summary>Holds that would be released.</summary>
    public int HoldsReleased { get; init; }

    public IReadOnlyList<ChargeEffect> Charges { get; init; } = [];

    public IReadOnlyList<ToldSystem> Told { get; init; } = [];
}
