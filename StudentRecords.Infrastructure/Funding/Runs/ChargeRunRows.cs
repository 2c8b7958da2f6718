using StudentRecords.Domain.Funding;

namespace StudentRecords.Infrastructure.Funding.Runs;

/// <summary>A run with its steps so far.</summary>
public sealed record ChargeRunRow(
    long Id, long Version, string AcademicYear, int Number, ChargeRunState State, int Lines, decimal Net, int Findings,
    string PreparedBy, DateTimeOffset PreparedAt, string? ApprovedBy, DateTimeOffset? ApprovedAt, string? ReleasedBy, DateTimeOffset? ReleasedAt)
{
    public string Name => $"{AcademicYear} run {Number}";
}

/// <summary>A line with the charge that it tells.</summary>
public sealed record ChargeRunLineRow(
    long Id, long ChargeId, long PersonId, string StudentNumber, string Name, ChargeRunKind Kind, string Element, string Sponsor, decimal Amount, string Rule, DateTimeOffset AssessedAt, DateTimeOffset? HandedOverAt);

/// <summary>Somebody whose fee could not be priced, and why.</summary>
public sealed record ChargeRunFindingRow(long Id, long PersonId, string StudentNumber, string Name, string Sentence);

/// <summary>Lines and pounds.</summary>
public readonly record struct Figure(int Count, decimal Amount);

/// <summary>One kind of line in this run and in the last one released.</summary>
public sealed record KindFigures(ChargeRunKind Kind, Figure Now, Figure Last);

/// <summary>What Finance was told of a programme before this run, and what the run adds.</summary>
public sealed record ProgrammeFigures(string Programme, Figure Before, Figure Now);

/// <summary>How a run differs from what Finance was told before.</summary>
/// <param name="LastNumber">Number of the run released before it; null for the first of its year.</param>
public sealed record ChargeRunComparison(int? LastNumber, IReadOnlyList<KindFigures> Kinds, IReadOnlyList<ProgrammeFigures> Programmes);
