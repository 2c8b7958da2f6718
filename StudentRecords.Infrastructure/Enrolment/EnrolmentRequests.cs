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

    /// <summary>Session years whose end would be set.</summary>
    public IReadOnlyList<string> SessionsEnded { get; init; } = [];

    public IReadOnlyList<ChargeEffect> Charges { get; init; } = [];

    public IReadOnlyList<ToldSystem> Told { get; init; } = [];
}
