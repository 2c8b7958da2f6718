using StudentRecords.Domain;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Infrastructure.Assessment;
using StudentRecords.Infrastructure.Enrolment;

namespace StudentRecords.Infrastructure.Adjustments;

/// <summary>What an outcome would do to one assessment.</summary>
/// <param name="Component">Its key.</param>
/// <param name="DueOn">Everybody's due day.</param>
/// <param name="ExtendedTo">The student's, where it is extended.</param>
/// <param name="IsLate">The pack is frozen: it would wait in the late queue and do nothing meanwhile.</param>
/// <param name="Mark">The module's figure before and after; null where marks are not touched.</param>
public sealed record CircumstanceEffect(string Component, DateOnly? DueOn, DateOnly? ExtendedTo, bool IsLate, MarkChange? Mark);

/// <summary>What recording an outcome would do.</summary>
public sealed record CircumstanceEffects
{
    /// <summary>Why it would be refused; the rest is empty then.</summary>
    public IReadOnlyList<Refusal> Refusals { get; init; } = [];

    public IReadOnlyList<CircumstanceEffect> Items { get; init; } = [];

    public IReadOnlyList<ToldSystem> Systems { get; init; } = [];
}

/// <summary>An affected item in a list, for those who may know whose it is.</summary>
public sealed record CircumstanceRow
{
    public required long Id { get; init; }
    public required long PersonId { get; init; }
    public required string StudentNumber { get; init; }
    public required string FamilyName { get; init; }
    public required string Claim { get; init; }
    public required int ClaimVersion { get; init; }
    public required string Component { get; init; }
    public required string? Module { get; init; }
    public required long? BoardId { get; init; }
    public required string? Board { get; init; }
    public required int? Attempt { get; init; }
    public required CircumstanceOutcome Outcome { get; init; }
    public required CircumstanceSeverity Severity { get; init; }
    public required DateOnly? ExtendedTo { get; init; }
    public required OutcomeState State { get; init; }
    public required DateTimeOffset ArrivedAt { get; init; }
}

/// <summary>A claim on a student's record, with its items.</summary>
public sealed record ClaimView(ExceptionalCircumstance Claim, IReadOnlyList<CircumstanceRow> Items);

/// <summary>A late outcome as a board may see it: by candidate number and code, never by name.</summary>
public sealed record LateRow
{
    /// <summary>Stands for the assessment where the outcome falls on the award.</summary>
    internal const string Award = "The award";

    public required long Id { get; init; }

    /// <summary>Goes back with a decision, so that nobody decides what they have not seen.</summary>
    public required long Version { get; init; }
    public required long BoardId { get; init; }
    public required string Board { get; init; }
    public required bool IsRatified { get; init; }

    /// <summary>Null where the board has not taken the registration in.</summary>
    public required string? Candidate { get; init; }
    public required string Component { get; init; }

    /// <summary>A penalty for misconduct; otherwise exceptional circumstances.</summary>
    public required bool IsPenalty { get; init; }
    public required OutcomeState State { get; init; }
    public required int PackVersion { get; init; }
    public required DateTimeOffset ArrivedAt { get; init; }
    public required LateRoute? ProposedRoute { get; init; }
    public required string? ProposedBy { get; init; }
    public required string? SettledBy { get; init; }
    public required DateTimeOffset? SettledAt { get; init; }

    /// <summary>What the board reads.</summary>
    public string Code { get; init; } = "";
}
