namespace StudentRecords.Domain.Students.Retention;

/// <summary>Where a disposal run stands.</summary>
public enum DisposalState
{
    /// <summary>Shows what would go; waits for a second person.</summary>
    Prepared,
    Approved,

    /// <summary>A job disposes of one person after the other.</summary>
    Running,
    Done,
    Discarded,
}

/// <summary>A disposal of what is past its period: what would go is shown first, a second person approves, and the list is kept for good.</summary>
public sealed class DisposalRun : IVersioned
{
    private DisposalRun() { }

    public DisposalRun(DateOnly day, string preparedBy, DateTimeOffset at)
    {
        Day = day;
        PreparedBy = preparedBy;
        PreparedAt = at;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    /// <summary>The day by which periods are counted.</summary>
    public DateOnly Day { get; private set; }

    public DisposalState State { get; private set; }

    public string PreparedBy { get; private set; } = "";

    public DateTimeOffset PreparedAt { get; private set; }

    public string? ApprovedBy { get; private set; }

    public DateTimeOffset? ApprovedAt { get; private set; }

    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>Refused to whoever prepared it and for a run that is not waiting.</summary>
    public Outcome Approve(string by, int items, DateTimeOffset at)
    {
        List<Refusal> refusals = [];
        if (State != DisposalState.Prepared)
        {
            refusals.Add(new("DISPOSAL_NOT_WAITING", $"The run is {State.ToString().ToLowerInvariant()}; only a prepared one can be approved.", "Retention"));
        }

        if (string.Equals(by, PreparedBy, StringComparison.OrdinalIgnoreCase))
        {
            refusals.Add(new("SECOND_PERSON", $"{PreparedBy} prepared this run; somebody else approves it.", "Retention"));
        }

        if (items == 0)
        {
            refusals.Add(new("DISPOSAL_EMPTY", "Nothing is past its period; discard the run.", "Retention"));
        }

        if (refusals.Count == 0)
        {
            (State, ApprovedBy, ApprovedAt) = (DisposalState.Approved, by, at);
        }

        return Outcome.From(refusals);
    }

    public void Start() => State = DisposalState.Running;

    public void Finish(DateTimeOffset at) => (State, DoneAt) = (DisposalState.Done, at);

    public Outcome Discard()
    {
        if (State is not DisposalState.Prepared)
        {
            return Outcome.Refused("DISPOSAL_NOT_WAITING", $"The run is {State.ToString().ToLowerInvariant()} and cannot be discarded.", "Retention");
        }

        State = DisposalState.Discarded;
        return Outcome.Done;
    }
}

/// <summary>A class of one person's record in a disposal run. It outlives what it tells of: counts, no contents.</summary>
public sealed class DisposalItem : IAboutPerson
{
    private DisposalItem() { }

    public DisposalItem(DisposalRun run, long personId, RecordClass part, int rows, DateOnly leftOn)
    {
        RunId = run.Id;
        PersonId = personId;
        Class = part;
        Rows = rows;
        LeftOn = leftOn;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long RunId { get; private set; }

    public long PersonId { get; private set; }

    public RecordClass Class { get; private set; }

    /// <summary>How many rows go, as the preview counted them; after disposal as many as went.</summary>
    public int Rows { get; private set; }

    /// <summary>When the last engagement ended.</summary>
    public DateOnly LeftOn { get; private set; }

    public DateTimeOffset? DisposedAt { get; private set; }

    /// <summary>Why it was kept after all: a legal hold placed in the meantime, a student who came back.</summary>
    public string? KeptBecause { get; private set; }

    public bool IsSettled => DisposedAt is not null || KeptBecause is not null;

    public void Went(int rows, DateTimeOffset at) => (Rows, DisposedAt) = (rows, at);

    public void Keep(string because) => KeptBecause = because;
}
