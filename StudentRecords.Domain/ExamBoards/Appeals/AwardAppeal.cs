using StudentRecords.Domain.ExamBoards.Awards;

namespace StudentRecords.Domain.ExamBoards.Appeals;

/// <summary>An appeal against a progression or award decision: the only way back to it.</summary>
public sealed class AwardAppeal : AppealCase
{
    private AwardAppeal() { }

    public AwardAppeal(AwardDecision decision, AppealFiling filing)
        : base(decision.PersonId, decision.BoardId, decision.Id, decision.CandidateNumber, filing) => EngagementId = decision.EngagementId;

    public long EngagementId { get; private set; }
}
