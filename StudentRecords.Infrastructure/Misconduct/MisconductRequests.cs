using StudentRecords.Domain;
using StudentRecords.Domain.Misconduct;
using StudentRecords.Infrastructure.Assessment;

namespace StudentRecords.Infrastructure.Misconduct;

/// <summary>What Academic Integrity asks to be told of a student, as at a day.</summary>
public sealed record ShareContext
{
    public required long PersonId { get; init; }

    /// <summary>Academic Integrity's reference of the referral.</summary>
    public required string Case { get; init; }

    public required DateOnly AsOf { get; init; }
}

/// <summary>What the tariff is asked: keys of its choices. History is counted from the record.</summary>
public sealed record AskTariff
{
    public required long CaseId { get; init; }
    public required string Extent { get; init; }
    public required string Level { get; init; }
    public required string Value { get; init; }
    public bool IsDisguised { get; init; }
}

/// <summary>A tariff to be put into the record.</summary>
public sealed record PublishTariff
{
    public required string Code { get; init; }
    public required int Version { get; init; }
    public required string Title { get; init; }
    public required DateOnly ValidFrom { get; init; }

    /// <summary>JSON as <see cref="TariffClauses.Read"/> reads it.</summary>
    public required string Clauses { get; init; }
}

/// <summary>What one entry would do.</summary>
/// <param name="Penalty">The penalty, or the one that is taken back.</param>
/// <param name="Module">The occurrence that it falls on; null for the award.</param>
/// <param name="IsReversal">It takes one back.</param>
/// <param name="IsLate">The pack is frozen: it would wait in the late queue and do nothing meanwhile.</param>
/// <param name="Mark">The module's figure before and after; null where marks are not touched.</param>
public sealed record PenaltyEffect(MisconductPenalty Penalty, string? Module, bool IsReversal, bool IsLate, MarkChange? Mark);

/// <summary>What recording a case would do.</summary>
public sealed record MisconductEffects
{
    /// <summary>Why it would be refused; the rest is empty then.</summary>
    public IReadOnlyList<Refusal> Refusals { get; init; } = [];

    public IReadOnlyList<PenaltyEffect> Penalties { get; init; } = [];
}
