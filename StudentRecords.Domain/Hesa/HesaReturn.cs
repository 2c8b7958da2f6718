namespace StudentRecords.Domain.Hesa;

/// <summary>
/// One return to HESA for one collection: derived from the record, compared with what was last submitted, checked, submitted.
/// Its entities lie in sets of their own; this row is what is audited.
/// </summary>
public sealed partial class HesaReturn : IVersioned
{
    private HesaReturn() { }

    public HesaReturn(CollectionDefinition collection, string ukprn, int sequence, DateTimeOffset now)
    {
        Collection = collection.Code;
        ReturnType = collection.ReturnType;
        EffectiveDate = collection.Start;
        Ukprn = ukprn;
        Sequence = sequence;
        StartedAt = now;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    /// <summary>Collection code: 24056.</summary>
    public string Collection { get; private set; } = "";

    /// <summary>Institution's UKPRN; the first part of every key in the compare run.</summary>
    public string Ukprn { get; private set; } = "";

    /// <summary>DFSTDNT.</summary>
    public string ReturnType { get; private set; } = "";

    /// <summary>First day of the reference year; later returns go before earlier ones as what was last submitted.</summary>
    public DateOnly EffectiveDate { get; private set; }

    /// <summary>1, 2, 3 … within one effective date.</summary>
    public int Sequence { get; private set; }

    public ReturnState State { get; private set; }

    /// <summary>Number of the set of derived entities.</summary>
    public int ExtractSet { get; private set; }

    /// <summary>Number of the compare run whose verdicts hold.</summary>
    public int? Comparison { get; private set; }

    /// <summary>Number of the submitted set that was compared with; 0 when nothing had been submitted.</summary>
    public int? ComparedWith { get; private set; }

    public int EntityCount { get; private set; }

    /// <summary>Entities with a field that had to be derived and could not be.</summary>
    public int ErrorCount { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }

    public DateTimeOffset? BuiltAt { get; private set; }

    public DateTimeOffset? ComparedAt { get; private set; }

    public DateTimeOffset? SubmittedAt { get; private set; }

    /// <summary>Orders what was submitted: effective date, then sequence.</summary>
    public long Effective => Place(EffectiveDate, Sequence);

    private static Refusal NotCompared => new("NOT_COMPARED", "The return has not been compared with what was last submitted.", "Compare run");

    private Refusal InError => new("ERRORS", $"{ErrorCount} {(ErrorCount == 1 ? "entity has a field that" : "entities have fields that")} could not be derived; a return with an entity in error goes nowhere.", "Compare run");

    /// <summary>A number that grows with effective date and sequence.</summary>
    public static long Place(DateOnly effectiveDate, int sequence) => (effectiveDate.DayNumber * 10_000L) + sequence;

    /// <summary>A build begins, or begins again after it was broken off: with a set of its own.</summary>
    public void BuildInto(int extractSet, DateTimeOffset now)
    {
        ExtractSet = extractSet;
        StartedAt = now;
    }

    public void Built(int entities, int errors, DateTimeOffset now)
    {
        State = ReturnState.Built;
        EntityCount = entities;
        ErrorCount = errors;
        BuiltAt = now;
    }

    /// <summary>Refused while the return is being built and after it was submitted.</summary>
    public Outcome MayBeCompared() => State switch
    {
        ReturnState.Building => Outcome.Refused("NOT_BUILT", "The return is still being built; compare it when the build has ended.", "Compare run"),
        ReturnState.Submitted or ReturnState.Acknowledged => Outcome.Refused("SUBMITTED", "The return has been submitted and stays as it was; build a new one.", "Extract sync"),
        _ => Outcome.Done,
    };

    public void Compared(int comparison, int with, DateTimeOffset now)
    {
        Unsign();
        State = ReturnState.Compared;
        Comparison = comparison;
        ComparedWith = with;
        ComparedAt = now;
    }

    /// <summary>Refused while it was not compared, and while an entity is in error: its children would have no parent in the file.</summary>
    public Outcome MayBeWritten()
    {
        List<Refusal> refusals = [];
        if (Comparison is null)
        {
            refusals.Add(NotCompared);
        }

        if (ErrorCount > 0)
        {
            refusals.Add(InError);
        }

        return Outcome.From(refusals);
    }

    /// <summary>Every reason why it cannot be submitted now.</summary>
    /// <param name="submittedSet">Number of the set that is the submitted one today; 0 when there is none.</param>
    public Outcome MayBeSubmitted(int submittedSet)
    {
        List<Refusal> refusals = [];
        switch (State)
        {
            case ReturnState.Building or ReturnState.Built:
                refusals.Add(NotCompared);
                break;
            case ReturnState.Submitted or ReturnState.Acknowledged:
                refusals.Add(new("SUBMITTED", $"The return was submitted on {SubmittedAt:d MMM yyyy}.", "Extract sync"));
                break;
            default:
                if (State != ReturnState.SignedOff)
                {
                    refusals.Add(new("NOT_SIGNED_OFF", "Two people have to sign the return off before it is submitted.", "F047"));
                }

                if (ComparedWith != submittedSet)
                {
                    refusals.Add(new("COMPARE_STALE", "Another return was submitted after this one was compared; compare it again.", "Compare run"));
                }

                break;
        }

        if (ErrorCount > 0)
        {
            refusals.Add(InError);
        }

        return Outcome.From(refusals);
    }

    /// <param name="by">Who submitted it.</param>
    /// <param name="digest">SHA-256 of the file, in hexadecimal.</param>
    public void Submitted(string by, string digest, DateTimeOffset now)
    {
        State = ReturnState.Submitted;
        SubmittedBy = by;
        Digest = digest;
        SubmittedAt = now;
    }
}
