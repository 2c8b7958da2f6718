namespace StudentRecords.Domain.ExamBoards.Meetings;

/// <summary>One point of a board's agenda, and what the secretary minuted under it. What was decided is not written here: the minutes take it from the decisions.</summary>
public sealed class AgendaItem : IVersioned
{
    private AgendaItem() { }

    public AgendaItem(long boardId, int place, AgendaTopic topic, string title)
    {
        BoardId = boardId;
        Place = place;
        Topic = topic;
        Title = title;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public long BoardId { get; private set; }

    /// <summary>1, 2, 3 … in the order of the meeting.</summary>
    public int Place { get; private set; }

    /// <summary>What the record itself has to say under this point.</summary>
    public AgendaTopic Topic { get; private set; }

    public string Title { get; private set; } = "";

    /// <summary>The secretary's words; candidates by number. Null while nothing was written.</summary>
    public string? Minute { get; private set; }

    public string? WrittenBy { get; private set; }

    public DateTimeOffset? WrittenAt { get; private set; }

    public void Write(string? minute, string by, DateTimeOffset at) => (Minute, WrittenBy, WrittenAt) = (string.IsNullOrWhiteSpace(minute) ? null : minute.Trim(), by, at);
}

/// <summary>What the record adds to the minutes under a point.</summary>
public enum AgendaTopic
{
    /// <summary>Only what the secretary writes.</summary>
    Spoken,
    Membership,
    Apologies,
    Interests,
    ChairsActions,
    ExaminersWord,
    Decisions,
    Actions,
}
