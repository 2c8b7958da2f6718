using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;

namespace StudentRecords.Infrastructure.Assessment;

/// <summary>A module in a session, with everything that is known of the student's result in it.</summary>
public sealed record RegistrationView
{
    public required long Id { get; init; }
    public required string SessionYear { get; init; }
    public required string Numhus { get; init; }
    public required long OccurrenceId { get; init; }
    public required string OccurrenceKey { get; init; }
    public required string AcademicYear { get; init; }
    public required string Period { get; init; }
    public required long ModuleId { get; init; }
    public required string ModuleCode { get; init; }
    public required string ModuleTitle { get; init; }
    public required decimal Credits { get; init; }
    public required int Level { get; init; }
    public required RegistrationStatus Status { get; init; }
    public required DateOnly? RegisteredOn { get; init; }
    public required DateOnly? WithdrawnOn { get; init; }
    public required int Attempt { get; init; }

    /// <summary>In the order of their due days.</summary>
    public IReadOnlyList<ComponentMarks> Components { get; init; } = [];

    /// <summary>As worked so far; null before anything was worked.</summary>
    public ResultView? Result { get; init; }

    /// <summary>Ratified and locked; null before that.</summary>
    public DecisionView? Decision { get; init; }
}

/// <summary>A component and every version of every attempt at it, newest first.</summary>
public sealed record ComponentMarks(string Key, string Title, ComponentKind Kind, decimal Weight, DateOnly? DueOn, IReadOnlyList<MarkView> Marks)
{
    /// <summary>The mark that counts now; null where there is none.</summary>
    public MarkView? Current => Marks.Where(m => m.IsCurrent).MaxBy(m => m.Attempt);
}

/// <summary>One version of a mark. A null score is submitted without a mark.</summary>
public sealed record MarkView(long RegistrationId, long ComponentId, int Attempt, int MarkVersion, decimal? Score, DateOnly? SubmittedOn, bool IsBanked, string Source, bool IsCurrent)
{
    /// <summary>What was agreed on in moderation and counts in its place; null: nothing.</summary>
    public decimal? Agreed { get; init; }
}

/// <summary>A provisional module result.</summary>
public sealed record ResultView(decimal? OverallMark, string? Grade, bool? Passes, string Clause, int MissingCount, IReadOnlyList<ScaleFigure> Scales, ToldTrace? Trace, DateTimeOffset ComputedAt);

/// <summary>What a board ratified.</summary>
public sealed record DecisionView(long BoardId, BoardOutcome Outcome, string? Grade, decimal? OverallMark, bool IsImported, string Clause, string? Reason, IReadOnlyList<ScaleFigure> Scales, ToldTrace? Trace, string RatifiedBy, DateTimeOffset RatifiedAt);
