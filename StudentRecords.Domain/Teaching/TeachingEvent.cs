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
/// superseded, and so does one that was cancelled.
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

    /// <summary>The version that takes this one's place.</summary>
    public TeachingEvent Follow(long sourceVersion, TeachingTerms terms, DateTimeOffset recordedAt)
    {
        IsCurrent = false;
        return new TeachingEvent(Key, sourceVersion, OccurrenceId, terms, recordedAt);
    }

    /// <summary>The version that says it does not take place.</summary>
    public TeachingEvent Cancel(long sourceVersion, string because, DateTimeOffset recordedAt)
    {
        var cancelled = Follow(sourceVersion, Terms, recordedAt);
        (cancelled.State, cancelled.Because) = (TeachingState.Cancelled, because);
        return cancelled;
    }
}
