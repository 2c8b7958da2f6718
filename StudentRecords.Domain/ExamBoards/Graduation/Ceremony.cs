namespace StudentRecords.Domain.ExamBoards.Graduation;

/// <summary>
/// A graduation ceremony, or a list of those who are awarded in absentia. Awards are conferred for the whole list at once; after that the
/// list is closed, and what was conferred is undone by a new act only.
/// </summary>
public sealed class Ceremony : IVersioned
{
    private Ceremony() { }

    public Ceremony(string title, DateOnly heldOn, string place, int? capacity)
    {
        Title = title;
        HeldOn = heldOn;
        Place = place;
        Capacity = capacity;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public string Title { get; private set; } = "";

    /// <summary>The day of the ceremony; in absentia the day from which the list may be conferred.</summary>
    public DateOnly HeldOn { get; private set; }

    /// <summary>Empty in absentia.</summary>
    public string Place { get; private set; } = "";

    /// <summary>Graduands who find a seat; null: in absentia, without a ceremony.</summary>
    public int? Capacity { get; private set; }

    public string? CalledOffBy { get; private set; }

    public string? CallOffReason { get; private set; }

    public DateTimeOffset? CalledOffAt { get; private set; }

    /// <summary>The day on which the list's awards were conferred; null until then.</summary>
    public DateOnly? ConferredOn { get; private set; }

    public string? ConferredBy { get; private set; }

    public DateTimeOffset? ConferredAt { get; private set; }

    public bool IsInAbsentia => Capacity is null;

    public CeremonyState State => CalledOffAt is not null ? CeremonyState.CalledOff : ConferredOn is not null ? CeremonyState.Conferred : CeremonyState.Open;

    /// <summary>Every reason why a ceremony cannot be planned like this.</summary>
    public static IReadOnlyList<Refusal> Faults(string? title, DateOnly? heldOn, string? place, int? capacity, bool inAbsentia)
    {
        List<Refusal> faults = [];
        if (string.IsNullOrWhiteSpace(title))
        {
            faults.Add(new("TITLE_MISSING", "Give the ceremony a name, as it stands on the list.", Field: nameof(Title)));
        }

        if (heldOn is null)
        {
            faults.Add(new("DAY_MISSING", "Say on which day it is held.", Field: nameof(HeldOn)));
        }

        if (!inAbsentia && string.IsNullOrWhiteSpace(place))
        {
            faults.Add(new("PLACE_MISSING", "Say where it is held.", Field: nameof(Place)));
        }

        if (!inAbsentia && capacity is null or < 1 or > 20_000)
        {
            faults.Add(new("CAPACITY_MISSING", "Say how many graduands find a seat: 1 to 20,000.", Field: nameof(Capacity)));
        }

        return faults;
    }

    /// <summary>Null while the list may be changed.</summary>
    public Refusal? Closed() => State switch
    {
        CeremonyState.CalledOff => new("CEREMONY_CALLED_OFF", $"{Title} was called off: {CallOffReason}"),
        CeremonyState.Conferred => new("LIST_CONFERRED", $"The awards of {Title} were conferred on {ConferredOn:d MMM yyyy}; the list is closed. A conferment is undone by an act of its own."),
        _ => null,
    };

    /// <summary>Null where so many find a seat.</summary>
    public Refusal? Overfull(int graduands) => graduands > Capacity
        ? new("CEREMONY_FULL", $"{Title} has {Capacity} seats, and {graduands} would be on its list.", Field: nameof(Capacity))
        : null;

    /// <summary>The ceremony does not take place; its graduands come free for another list.</summary>
    public Outcome CallOff(string reason, string by, DateTimeOffset at)
    {
        if (Closed() is { } closed)
        {
            return Outcome.Refused(closed);
        }

        (CalledOffBy, CallOffReason, CalledOffAt) = (by, reason, at);
        return Outcome.Done;
    }

    internal void Confer(DateOnly on, string by, DateTimeOffset at) => (ConferredOn, ConferredBy, ConferredAt) = (on, by, at);
}

/// <summary>How far a ceremony has come.</summary>
public enum CeremonyState
{
    /// <summary>Its list may be changed.</summary>
    Open,

    /// <summary>Its awards are conferred; the list is closed.</summary>
    Conferred,
    CalledOff,
}
