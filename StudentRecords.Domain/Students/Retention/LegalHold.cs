namespace StudentRecords.Domain.Students.Retention;

/// <summary>Keeps everything about a person from disposal while it stands: a complaint, a claim, an inquiry.</summary>
public sealed class LegalHold : IVersioned, IAboutPerson
{
    private LegalHold() { }

    public LegalHold(long personId, string reason, DateOnly placedOn)
    {
        PersonId = personId;
        Reason = reason;
        PlacedOn = placedOn;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public long PersonId { get; private set; }

    public string Reason { get; private set; } = "";

    public DateOnly PlacedOn { get; private set; }

    public DateOnly? LiftedOn { get; private set; }

    public string? LiftReason { get; private set; }

    public Outcome Lift(DateOnly on, string reason)
    {
        if (LiftedOn is { } lifted)
        {
            return Outcome.Refused("ALREADY_LIFTED", $"The legal hold was lifted on {lifted:d MMM yyyy}.");
        }

        (LiftedOn, LiftReason) = (on, reason);
        return Outcome.Done;
    }
}
