namespace StudentRecords.Domain.ExamBoards.Meetings;

/// <summary>Something that a board asked somebody to do. It outlives the board's lock: it is done after the meeting.</summary>
public sealed class BoardAction : IVersioned
{
    private BoardAction() { }

    public BoardAction(long boardId, string text, string owner, DateOnly dueOn)
    {
        BoardId = boardId;
        Text = text;
        Owner = owner;
        DueOn = dueOn;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public long BoardId { get; private set; }

    public string Text { get; private set; } = "";

    /// <summary>Who is to do it, by name or office.</summary>
    public string Owner { get; private set; } = "";

    public DateOnly DueOn { get; private set; }

    public DateOnly? DoneOn { get; private set; }

    /// <summary>What came of it.</summary>
    public string? Result { get; private set; }

    public bool IsOverdue(DateOnly today) => DoneOn is null && DueOn < today;

    public Outcome Finish(string result, DateOnly on)
    {
        if (DoneOn is not null)
        {
            return Outcome.Refused("DONE_ALREADY", $"The action was done on {DoneOn:d MMM yyyy}.");
        }

        (DoneOn, Result) = (on, result);
        return Outcome.Done;
    }
}
