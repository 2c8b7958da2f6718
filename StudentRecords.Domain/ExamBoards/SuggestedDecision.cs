using StudentRecords.Domain.Enrolment;

namespace StudentRecords.Domain.ExamBoards;

/// <summary>What the rule suggests to the board for a candidate; the engine suggests, the board decides.</summary>
/// <param name="Outcome">Null where the rule cannot say.</param>
/// <param name="Grade">The grade band, where there is one.</param>
/// <param name="Clause">The clause that the suggestion rests on, or why there is none.</param>
public sealed record SuggestedDecision(BoardOutcome? Outcome, string? Grade, string Clause)
{
    /// <param name="passes">What the worked result says.</param>
    /// <param name="grade">Its grade band.</param>
    /// <param name="clause">The clause that settled it, or why it is open.</param>
    /// <param name="status">Whether the student is still on the module.</param>
    public static SuggestedDecision From(bool? passes, string? grade, string clause, RegistrationStatus status) => (status, passes) switch
    {
        (RegistrationStatus.Withdrawn, _) => new(BoardOutcome.Withdrawn, null, "Withdrawn from the module before the board"),
        (_, true) => new(BoardOutcome.Passed, grade, clause),
        (_, false) => new(BoardOutcome.Failed, grade, clause),
        _ => new(null, null, clause),
    };
}
