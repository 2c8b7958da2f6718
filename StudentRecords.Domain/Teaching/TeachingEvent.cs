namespace StudentRecords.Domain.Teaching;

/// <summary>Whether a teaching event takes place.</summary>
public enum TeachingState
{
    Scheduled,

    /// <summary>Stays in the timetable, marked, so that nobody goes there.</summary>
    Cancelled,
}

/// <summary>When, where and by whom something is taught.</summary>
/// <param name="Kind">Timetabling's word: Lecture, Seminar.</param>
/// <param name="Group">Code of the group it is for; null is for everybody on the module.</param>
/// <param name="Staff">Staff numbers, parted by commas.</param>
public sealed record TeachingTerms(string Kind, string? Group, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string? Room, string Staff);

/// <summary>
/// One version of a teaching event as timetabling finalised it (F004). A change is another version beside it: the older one stays,
/// superseded, and so does one that was cancelled. A word may say all of it, that it does not take place, or the room only; each is
/// old when the same was said by a higher version, so that the words end alike in whatever order they come.
/// </summary>
public sealed class TeachingEvent : IVersioned
{
    private TeachingEvent() { }

    public TeachingEvent(string key, long sourceVersion, long occurrenceId, TeachingTerms terms, DateTimeOffset recordedAt)
    {
        Key = key;
        SourceVersion = sourceVersion;
        OccurrenceId = occurrenceId;
        (Kind, GroupCode, StartsAt, EndsAt, Room, Staff) = (terms.Kind, terms.Group, terms.StartsAt, terms.EndsAt, terms.Room, terms.Staff);
        (WholeVersion, StateVersion, RoomVersion) = (sourceVersion, sourceVersion, sourceVersion);
        RecordedAt = recordedAt;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    /// <summary>Timetabling's id of the event, the same in every version.</summary>
    public string Key { get; private set; } = "";

    public long SourceVersion { get; private set; }

    public long OccurrenceId { get; private set; }

    public string Kind { get; private set; } = "";

    public string? GroupCode { get; private set; }

    public DateTimeOffset StartsAt { get; private set; }

    public DateTimeOffset EndsAt { get; private set; }

    public string? Room { get; private set; }

    /// <summary>Staff numbers, parted by commas.</summary>
    public string Staff { get; private set; } = "";

    public TeachingState State { get; private set; }

    /// <summary>Why it does not take place.</summary>
    public string? Because { get; private set; }

    /// <summary>False once a later version came.</summary>
    public bool IsCurrent { get; private set; } = true;

    public DateTimeOffset RecordedAt { get; private set; }

    public TeachingTerms Terms => new(Kind, GroupCode, StartsAt, EndsAt, Room, Staff);

    /// <summary>Version of the last word that said all of it.</summary>
    public long WholeVersion { get; private set; }

    /// <summary>Version of the last word that said whether it takes place.</summary>
    public long StateVersion { get; private set; }

    /// <summary>Version of the event that the room is of: timetabling's own word, or the one that Estates confirmed a room for (F020).</summary>
    public long RoomVersion { get; private set; }

    /// <summary>Estates' version of the booking that gave the room; 0 where it is timetabling's own word.</summary>
    public long BookingVersion { get; private set; }

    /// <summary>How often something of it was said without a higher version of timetabling's.</summary>
    public int Turns { get; private set; }

    /// <summary>The version that others are told: it rises with every change, whoever made it.</summary>
    public long ToldVersion => SourceVersion + Turns;

    /// <summary>The version that says all of it anew; null when that was said by a higher one. A room and a state that a higher version said stay.</summary>
    public TeachingEvent? Follow(long sourceVersion, TeachingTerms terms, DateTimeOffset recordedAt)
    {
        if (sourceVersion <= WholeVersion)
        {
            return null;
        }

        var keepsRoom = RoomVersion > sourceVersion || (RoomVersion == sourceVersion && BookingVersion > 0);
        var next = Next(sourceVersion, keepsRoom ? terms with { Room = Room } : terms, recordedAt);
        next.WholeVersion = sourceVersion;
        if (!keepsRoom)
        {
            (next.RoomVersion, next.BookingVersion) = (sourceVersion, 0);
        }

        if (StateVersion < sourceVersion)
        {
            (next.StateVersion, next.State, next.Because) = (sourceVersion, TeachingState.Scheduled, null);
        }

        return next;
    }

    /// <summary>The version that says it does not take place; null when a higher one said whether it does.</summary>
    public TeachingEvent? Cancel(long sourceVersion, string because, DateTimeOffset recordedAt)
    {
        if (sourceVersion <= StateVersion)
        {
            return null;
        }

        var cancelled = Next(sourceVersion, Terms, recordedAt);
        (cancelled.StateVersion, cancelled.State, cancelled.Because) = (sourceVersion, TeachingState.Cancelled, because);
        return cancelled;
    }

    /// <summary>The version in another room, cancelled as it may be; null when the room was said by a higher version.</summary>
    public TeachingEvent? MoveTo(string room, long sourceVersion, DateTimeOffset recordedAt)
    {
        if (sourceVersion <= RoomVersion)
        {
            return null;
        }

        var moved = Next(sourceVersion, Terms with { Room = room }, recordedAt);
        (moved.RoomVersion, moved.BookingVersion) = (sourceVersion, 0);
        return moved;
    }

    /// <summary>The version in the room that Estates confirmed for it (F020); null when timetabling has said another since, or a later booking has.</summary>
    /// <param name="room">The room.</param>
    /// <param name="confirmed">Timetabling's version of the event that the room was confirmed for.</param>
    /// <param name="bookingVersion">Estates' version of the booking.</param>
    /// <param name="recordedAt">The moment.</param>
    public TeachingEvent? Confirm(string room, long confirmed, long bookingVersion, DateTimeOffset recordedAt)
    {
        if (confirmed < RoomVersion || (confirmed == RoomVersion && bookingVersion <= BookingVersion))
        {
            return null;
        }

        var moved = Next(SourceVersion, Terms with { Room = room }, recordedAt);
        (moved.RoomVersion, moved.BookingVersion) = (confirmed, bookingVersion);
        return moved;
    }

    private TeachingEvent Next(long sourceVersion, TeachingTerms terms, DateTimeOffset recordedAt)
    {
        IsCurrent = false;
        return new TeachingEvent(Key, Math.Max(SourceVersion, sourceVersion), OccurrenceId, terms, recordedAt)
        {
            State = State, Because = Because, WholeVersion = WholeVersion, StateVersion = StateVersion, RoomVersion = RoomVersion, BookingVersion = BookingVersion,
            Turns = Turns + (sourceVersion > SourceVersion ? 0 : 1),
        };
    }
}
