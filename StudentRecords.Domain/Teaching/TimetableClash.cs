namespace StudentRecords.Domain.Teaching;

/// <summary>What does not fit in a timetable.</summary>
public enum ClashKind
{
    /// <summary>Another event is taught in the room at the time.</summary>
    TwoInOneRoom,

    /// <summary>More are expected than the room takes.</summary>
    RoomTooSmall,

    /// <summary>Estates have closed the room, or given it to something else.</summary>
    RoomNotFree,
}

/// <summary>
/// Something that cannot be as it stands in the timetable (F004, F020). It is mended at its source, by timetabling or by Estates: the record
/// finds it when it arises, closes it when it has gone, and opens it again should it come back.
/// </summary>
public sealed class TimetableClash : IVersioned
{
    private TimetableClash() { }

    /// <param name="kind">What does not fit.</param>
    /// <param name="taught">The event; of two that meet, the one whose id comes first.</param>
    /// <param name="other">The other event, or Estates' booking; null where the room is too small.</param>
    public TimetableClash(ClashKind kind, TeachingEvent taught, string? other)
    {
        (Kind, EventKey, OtherKey) = (kind, taught.Key, other);
        Key = KeyOf(kind, taught.Key, other);
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    /// <summary>Unique, whether it stands or has gone.</summary>
    public string Key { get; private set; } = "";

    public ClashKind Kind { get; private set; }

    public string EventKey { get; private set; } = "";

    public string? OtherKey { get; private set; }

    public string Room { get; private set; } = "";

    public DateTimeOffset StartsAt { get; private set; }

    public DateTimeOffset EndsAt { get; private set; }

    /// <summary>What is wrong.</summary>
    public string Sentence { get; private set; } = "";

    public DateTimeOffset FoundAt { get; private set; }

    /// <summary>When it had gone at its source; null while it stands.</summary>
    public DateTimeOffset? ClearedAt { get; private set; }

    /// <summary>Who in the registry sees to it with timetabling or Estates; null while nobody has taken it.</summary>
    public string? Owner { get; private set; }

    public static string KeyOf(ClashKind kind, string taught, string? other) => $"{kind}|{taught}|{other}";

    /// <summary>It stands, as it is now.</summary>
    public void Stand(TeachingEvent taught, string sentence, DateTimeOffset at)
    {
        if (ClearedAt is not null || FoundAt == default)
        {
            (FoundAt, ClearedAt) = (at, null);
        }

        (Room, StartsAt, EndsAt, Sentence) = (taught.Room ?? "", taught.StartsAt, taught.EndsAt, sentence);
    }

    /// <summary>It has gone.</summary>
    public void Clear(DateTimeOffset at) => ClearedAt ??= at;

    /// <summary>Somebody takes it in hand, from whoever has it. Refused once it has gone.</summary>
    public Outcome Take(string owner)
    {
        if (ClearedAt is not null)
        {
            return Outcome.Refused("CLASH_GONE", "The clash has gone at its source; there is nothing to see to.", "Timetable clashes");
        }

        if (Owner == owner)
        {
            return Outcome.Refused("CLASH_YOURS", "You see to it already.", "Timetable clashes");
        }

        Owner = owner;
        return Outcome.Done;
    }
}
