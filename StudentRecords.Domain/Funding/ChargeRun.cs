namespace StudentRecords.Domain.Funding;

/// <summary>Where a charge run stands.</summary>
public enum ChargeRunState
{
    /// <summary>A job assesses everybody anew and gathers what Finance has not been told.</summary>
    Preparing,

    /// <summary>Waits for a second person.</summary>
    Prepared,
    Approved,

    /// <summary>Its lines are being handed to F009.</summary>
    Releasing,
    Released,

    /// <summary>Given up; its lines wait for the next run.</summary>
    Discarded,
}

/// <summary>
/// What of an academic year is told to Finance together: prepared by one person, approved by another, released once. The charges
/// themselves are posted when their cause is; a run only says when Finance hears of them.
/// </summary>
public sealed class ChargeRun : IVersioned
{
    private ChargeRun() { }

    public ChargeRun(string academicYear, int number, string preparedBy, DateTimeOffset at)
    {
        AcademicYear = academicYear;
        Number = number;
        PreparedBy = preparedBy;
        PreparedAt = at;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public string AcademicYear { get; private set; } = "";

    /// <summary>1, 2, 3 … within the academic year.</summary>
    public int Number { get; private set; }

    public ChargeRunState State { get; private set; }

    public string PreparedBy { get; private set; } = "";

    public DateTimeOffset PreparedAt { get; private set; }

    public string? ApprovedBy { get; private set; }

    public DateTimeOffset? ApprovedAt { get; private set; }

    public string? ReleasedBy { get; private set; }

    public DateTimeOffset? ReleasedAt { get; private set; }

    public int Lines { get; private set; }

    /// <summary>Pounds; reversals count below nothing.</summary>
    public decimal Net { get; private set; }

    /// <summary>What could not be priced.</summary>
    public int Findings { get; private set; }

    public string Name => $"{AcademicYear} run {Number}";

    public bool IsOpen => State is not (ChargeRunState.Released or ChargeRunState.Discarded);

    /// <summary>The job is done gathering.</summary>
    public void Gathered(int lines, decimal net, int findings)
    {
        (Lines, Net, Findings) = (lines, net, findings);
        State = ChargeRunState.Prepared;
    }

    /// <summary>Refused to whoever prepared it, for a run that is not waiting, and for one with nothing in it.</summary>
    public Outcome Approve(string by, DateTimeOffset at)
    {
        List<Refusal> refusals = [];
        if (State != ChargeRunState.Prepared)
        {
            refusals.Add(new("RUN_NOT_PREPARED", $"{Name} is {Word}; only a prepared run can be approved.", "Charge run"));
        }

        if (string.Equals(by, PreparedBy, StringComparison.OrdinalIgnoreCase))
        {
            refusals.Add(new("SECOND_PERSON", $"{PreparedBy} prepared this run; somebody else approves it.", "Charge run"));
        }

        if (State == ChargeRunState.Prepared && Lines == 0)
        {
            refusals.Add(new("RUN_EMPTY", "There is nothing in the run to tell Finance; discard it.", "Charge run"));
        }

        if (refusals.Count == 0)
        {
            (State, ApprovedBy, ApprovedAt) = (ChargeRunState.Approved, by, at);
        }

        return Outcome.From(refusals);
    }

    /// <summary>Once and for all: a run that was released, or is being released, is refused.</summary>
    public Outcome Release(string by, DateTimeOffset at)
    {
        if (State is ChargeRunState.Released or ChargeRunState.Releasing)
        {
            return Outcome.Refused("ALREADY_RELEASED", $"{ReleasedBy} released {Name} already; Finance is never told twice.", "F009");
        }

        if (State != ChargeRunState.Approved)
        {
            return Outcome.Refused("RUN_NOT_APPROVED", $"{Name} is {Word}; a second person must approve it first.", "Charge run");
        }

        (State, ReleasedBy, ReleasedAt) = (ChargeRunState.Releasing, by, at);
        return Outcome.Done;
    }

    /// <summary>Every line was handed over.</summary>
    public void Told() => State = ChargeRunState.Released;

    public Outcome Discard()
    {
        if (State is not (ChargeRunState.Prepared or ChargeRunState.Approved))
        {
            return Outcome.Refused("RUN_NOT_WAITING", $"{Name} is {Word} and cannot be discarded.", "Charge run");
        }

        State = ChargeRunState.Discarded;
        return Outcome.Done;
    }

    private string Word => State switch
    {
        ChargeRunState.Preparing => "being prepared",
        ChargeRunState.Releasing => "being released",
        _ => State.ToString().ToLowerInvariant(),
    };
}
