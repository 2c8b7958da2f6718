namespace StudentRecords.Domain.Students;

/// <summary>
/// Two records are of one person: what systems say of the one that gives way goes to the one that is kept. Nothing is moved or
/// deleted, so that it can be undone; what was said meanwhile stays where it went.
/// </summary>
public sealed class PersonMerge : IVersioned, IAboutPerson
{
    private PersonMerge() { }

    public PersonMerge(long personId, long keptId, string reason, DateOnly mergedOn)
    {
        PersonId = personId;
        KeptId = keptId;
        Reason = reason;
        MergedOn = mergedOn;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    /// <summary>Whose record gives way.</summary>
    public long PersonId { get; private set; }

    /// <summary>Whose record is kept.</summary>
    public long KeptId { get; private set; }

    public string Reason { get; private set; } = "";

    public DateOnly MergedOn { get; private set; }

    public DateOnly? UndoneOn { get; private set; }

    public string? UndoReason { get; private set; }

    /// <summary>They are two people after all, or were merged the wrong way round.</summary>
    public Outcome Undo(DateOnly on, string reason)
    {
        if (UndoneOn is { } undone)
        {
            return Outcome.Refused("ALREADY_UNDONE", $"The merge was undone on {undone:d MMM yyyy}.");
        }

        (UndoneOn, UndoReason) = (on, reason);
        return Outcome.Done;
    }
}
