using StudentRecords.Domain.Integration;

namespace StudentRecords.Domain.Teaching;

/// <summary>When and where an examination is sat (F062). Logistics only: what came of it comes from the board.</summary>
public sealed class ExamSitting : ToldRow
{
    private ExamSitting() { }

    public ExamSitting(string key, long componentId)
    {
        Key = key;
        ComponentId = componentId;
    }

    public long ComponentId { get; private set; }

    public DateTimeOffset StartsAt { get; private set; }

    public DateTimeOffset EndsAt { get; private set; }

    public string Room { get; private set; } = "";

    /// <summary>False when the word is not newer than what is held.</summary>
    public bool Take(DateTimeOffset startsAt, DateTimeOffset endsAt, string room, long sourceVersion)
    {
        if (!IsNews(sourceVersion))
        {
            return false;
        }

        (StartsAt, EndsAt, Room) = (startsAt, endsAt, room);
        return true;
    }
}

/// <summary>A candidate of a sitting: number and seat.</summary>
public sealed class ExamSeat : ToldOfPerson
{
    private ExamSeat() { }

    public ExamSeat(long personId, ExamSitting sitting)
    {
        PersonId = personId;
        SittingId = sitting.Id;
        Key = KeyOf(personId, sitting.Key);
    }

    public long SittingId { get; private set; }

    public string? CandidateNumber { get; private set; }

    public string? Seat { get; private set; }

    public static string KeyOf(long personId, string sitting) => $"{personId}|{sitting}";

    /// <summary>False when the word is not newer than what is held. What it does not say stays.</summary>
    public bool Take(string? candidateNumber, string? seat, long sourceVersion)
    {
        if (!IsNews(sourceVersion))
        {
            return false;
        }

        (CandidateNumber, Seat) = (candidateNumber ?? CandidateNumber, seat ?? Seat);
        return true;
    }
}
