namespace StudentRecords.Domain.Enrolment;

/// <summary>
/// What is left to people after a death was recorded: nobody is written to, charges are held, and this case stays open until a
/// person has settled them and says so.
/// </summary>
public sealed class QuietHandling : IVersioned, IAboutPerson
{
    private QuietHandling() { }

    public QuietHandling(long personId, DateOnly diedOn, DateTimeOffset openedAt)
    {
        PersonId = personId;
        DiedOn = diedOn;
        OpenedAt = openedAt;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public long PersonId { get; private set; }

    public DateOnly DiedOn { get; private set; }

    public DateTimeOffset OpenedAt { get; private set; }

    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>What was done about the charges and the family, in the words of who did it.</summary>
    public string? Settlement { get; private set; }

    /// <summary>Refused when it is settled already.</summary>
    public Outcome Settle(string settlement, DateTimeOffset at)
    {
        if (SettledAt is not null)
        {
            return Outcome.Refused("ALREADY_SETTLED", $"It was settled on {SettledAt:d MMM yyyy}.", StatusTable.Clause);
        }

        (SettledAt, Settlement) = (at, settlement);
        return Outcome.Done;
    }
}
