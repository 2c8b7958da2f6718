namespace StudentRecords.Domain.ExamBoards;

/// <summary>Somebody was told, before ratification, whose number it is: who, when and why. Written in the same transaction in which the name is given.</summary>
public sealed class NameUnsealing : IAboutPerson
{
    private NameUnsealing() { }

    public NameUnsealing(BoardCandidate candidate, string reason, string by, DateTimeOffset at)
    {
        BoardId = candidate.BoardId;
        CandidateId = candidate.Id;
        CandidateNumber = candidate.CandidateNumber;
        PersonId = candidate.PersonId;
        Reason = reason;
        By = by;
        At = at;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long PersonId { get; private set; }

    public long BoardId { get; private set; }

    public long CandidateId { get; private set; }

    public string CandidateNumber { get; private set; } = "";

    public string Reason { get; private set; } = "";

    public string By { get; private set; } = "";

    public DateTimeOffset At { get; private set; }
}
