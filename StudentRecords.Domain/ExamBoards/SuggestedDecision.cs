using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Enrolment;

namespace StudentRecords.Domain.ExamBoards;

/// <summary>What the rule suggests to the board for a candidate; the engine suggests, the board decides.</summary>
/// <param name="Outcome">Null where the rule cannot say.</param>
/// <param name="Grade">The grade band, where there is one.</param>
/// <param name="Clause">The clause that the suggestion rests on, or why there is none.</param>
public sealed record SuggestedDecision(BoardOutcome? Outcome, string? Grade, string Clause)
{
    public static SuggestedDecision From(ModuleResult result, RegistrationStatus status) => (status, result.Passes) switch
    {
        (RegistrationStatus.Withdrawn, _) => new(BoardOutcome.Withdrawn, null, "Withdrawn from the module before the board"),
        (_, true) => new(BoardOutcome.Passed, result.Grade, result.Clause),
        (_, false) => new(BoardOutcome.Failed, result.Grade, result.Clause),
        _ => new(null, null, result.Clause),
    };
}
