namespace StudentRecords.Domain.ExamBoards;

/// <summary>A member's interest in one candidate: they decide nothing about that candidate and count for no quorum there.</summary>
public sealed class DeclaredInterest
{
    private DeclaredInterest() { }

    public DeclaredInterest(BoardCandidate candidate, BoardMember member, string nature, string recordedBy, DateTimeOffset recordedAt)
    {
        BoardId = candidate.BoardId;
        CandidateId = candidate.Id;
        CandidateNumber = candidate.CandidateNumber;
        UserId = member.UserId;
        Name = member.Name;
        Nature = nature;
        RecordedBy = recordedBy;
        RecordedAt = recordedAt;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long BoardId { get; private set; }

    public long CandidateId { get; private set; }

    public string CandidateNumber { get; private set; } = "";

    /// <summary>The member who declared it.</summary>
    public long UserId { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>In a few words: related, supervised, employed. Never who the candidate is.</summary>
    public string Nature { get; private set; } = "";

    public string RecordedBy { get; private set; } = "";

    public DateTimeOffset RecordedAt { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    public string? WithdrawalReason { get; private set; }

    /// <summary>Recorded by mistake; it stays in the record as withdrawn.</summary>
    public Outcome Withdraw(string reason, DateTimeOffset at)
    {
        if (WithdrawnAt is not null)
        {
            return Outcome.Refused("WITHDRAWN_ALREADY", "The interest was withdrawn already.");
        }

        (WithdrawnAt, WithdrawalReason) = (at, reason);
        return Outcome.Done;
    }
}
