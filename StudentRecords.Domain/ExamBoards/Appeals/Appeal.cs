namespace StudentRecords.Domain.ExamBoards.Appeals;

/// <summary>An appeal against a module board's decision: the only way back to it.</summary>
public sealed class Appeal : AppealCase
{
    private Appeal() { }

    public Appeal(BoardDecision decision, AppealFiling filing)
        : base(decision.PersonId, decision.BoardId, decision.Id, decision.CandidateNumber, filing) => RegistrationId = decision.RegistrationId;

    public long RegistrationId { get; private set; }
}
