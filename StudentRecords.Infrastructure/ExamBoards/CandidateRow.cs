using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;

namespace StudentRecords.Infrastructure.ExamBoards;

/// <summary>A column of the grid: one component of the occurrence.</summary>
public sealed record GridComponent(long Id, string Key, string Title, string Kind, decimal Weight, DateOnly? DueOn);

/// <summary>One current mark of a candidate.</summary>
public readonly record struct GridMark(long ComponentId, int Attempt, decimal? Score, bool IsBanked);

/// <summary>A candidate as the board sees them: by number, figures, suggestion, decision.</summary>
public sealed record CandidateRow
{
    public required long Id { get; init; }

    public required long BoardId { get; init; }

    public required long RegistrationId { get; init; }

    /// <summary>Goes back with a decision, so that nobody overwrites what they have not seen.</summary>
    public required long Version { get; init; }

    public required string Number { get; init; }

    public required RegistrationStatus Status { get; init; }

    /// <summary>Which time on this module.</summary>
    public required int Attempt { get; init; }

    public required IReadOnlyList<ScaleFigure> Scales { get; init; }

    public required decimal? Overall { get; init; }

    /// <summary>Keys of components whose mark is missing.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    public required NextBoundary? Next { get; init; }

    public required BoardOutcome? Suggested { get; init; }

    public required string? SuggestedGrade { get; init; }

    /// <summary>The clause behind the suggestion, or why there is none.</summary>
    public required string Clause { get; init; }

    public required BoardOutcome? Decided { get; init; }

    public required string? DecidedGrade { get; init; }

    public required string DecisionClause { get; init; }

    public required string? Reason { get; init; }

    public required bool IsImported { get; init; }

    public required string? DecidedBy { get; init; }

    public required DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Of the page's rows only.</summary>
    public IReadOnlyList<GridMark> Marks { get; init; } = [];

    /// <summary>After ratification, for those who may see persons; null otherwise.</summary>
    public string? Name { get; init; }

    /// <summary>As <see cref="Name"/>.</summary>
    public long? PersonId { get; init; }

    /// <summary>As <see cref="Name"/>.</summary>
    public string? StudentNumber { get; init; }

    /// <summary>Why the board left the candidate for a later sitting; null where it did not.</summary>
    public string? PostponedReason { get; init; }

    /// <summary>Their number at the sitting that this one follows.</summary>
    public string? FormerNumber { get; init; }

    public bool IsPostponed => PostponedReason is not null;

    public bool IsUndecided => Decided is null && !IsPostponed;

    public bool Differs => Decided is not null && (Decided != Suggested || DecidedGrade != SuggestedGrade);

    public bool IsBorderline => Status == RegistrationStatus.Registered && Next is { IsBorderline: true };

    /// <summary>The figure of one scale, if it has one.</summary>
    public decimal? Mark(string scale) => Scales.FirstOrDefault(s => s.Scale == scale)?.Mark;
}

/// <summary>One candidate opened: the row, and how the figures came about.</summary>
public sealed record CandidateSheet(CandidateRow Row, IReadOnlyList<GridComponent> Components, ResultTrace Trace);

/// <summary>All candidates of a board, with the head of the grid.</summary>
/// <param name="Components">In the order of their keys.</param>
/// <param name="Scales">Names of the rule's scales.</param>
/// <param name="Grade">The rule's bands, if it grades.</param>
/// <param name="Rows">In the order of their numbers, without marks.</param>
public sealed record BoardGrid(IReadOnlyList<GridComponent> Components, IReadOnlyList<string> Scales, GradeClause? Grade, IReadOnlyList<CandidateRow> Rows)
{
    public bool HasOverall => Rows.Any(r => r.Overall is not null);

    /// <summary>A rule with one scale says the same twice; then the overall mark is enough.</summary>
    public IReadOnlyList<string> ShownScales => Scales.Count == 1 && HasOverall ? [] : Scales;
}
