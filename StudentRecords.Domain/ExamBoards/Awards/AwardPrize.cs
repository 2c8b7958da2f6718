namespace StudentRecords.Domain.ExamBoards.Awards;

/// <summary>A prize that a progression and award board gives to a candidate by decision. Locked with the board; taken back before that, it stays in the record.</summary>
public sealed class AwardPrize : IAboutPerson
{
    private AwardPrize() { }

    internal AwardPrize(AwardCandidate candidate, string name, string grounds, string decidedBy, DateTimeOffset decidedAt)
    {
        BoardId = candidate.BoardId;
        PersonId = candidate.PersonId;
        EngagementId = candidate.EngagementId;
        CandidateNumber = candidate.CandidateNumber;
        Name = name;
        Grounds = grounds;
        DecidedBy = decidedBy;
        DecidedAt = decidedAt;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long BoardId { get; private set; }

    public long PersonId { get; private set; }

    public long EngagementId { get; private set; }

    public string CandidateNumber { get; private set; } = "";

    /// <summary>As the deed names it, and the transcript.</summary>
    public string Name { get; private set; } = "";

    /// <summary>What the board gives it for.</summary>
    public string Grounds { get; private set; } = "";

    public string DecidedBy { get; private set; } = "";

    public DateTimeOffset DecidedAt { get; private set; }

    public string? TakenBackBy { get; private set; }

    public string? TakenBackReason { get; private set; }

    public DateTimeOffset? TakenBackAt { get; private set; }

    internal void TakeBack(string reason, string by, DateTimeOffset at) => (TakenBackReason, TakenBackBy, TakenBackAt) = (reason, by, at);
}
