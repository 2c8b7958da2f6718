using StudentRecords.Domain.Curriculum;

namespace StudentRecords.Domain.Enrolment.Registration;

/// <summary>What became of somebody's waiting.</summary>
public enum WaitingState
{
    Waiting,

    /// <summary>Got a place.</summary>
    Registered,

    /// <summary>Waits no longer.</summary>
    Left,
}

/// <summary>A student who waits for a place on a full occurrence. Places are given in order to the first who may have one when it becomes free.</summary>
public sealed class WaitingEntry : IVersioned, IAboutPerson
{
    private WaitingEntry() { }

    /// <param name="place">1, 2, 3 … in the order of joining, counted over all who ever joined.</param>
    public WaitingEntry(Engagement engagement, ModuleOccurrence occurrence, int place, DateOnly askedOn, DateTimeOffset joinedAt)
    {
        Engagement = engagement;
        EngagementId = engagement.Id;
        PersonId = engagement.PersonId;
        Occurrence = occurrence;
        OccurrenceId = occurrence.Id;
        Place = place;
        AskedOn = askedOn;
        JoinedAt = joinedAt;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public long PersonId { get; private set; }

    public long EngagementId { get; private set; }

    public Engagement Engagement { get; private set; } = null!;

    public long OccurrenceId { get; private set; }

    public ModuleOccurrence Occurrence { get; private set; } = null!;

    public int Place { get; private set; }

    /// <summary>The day on which it was asked for; the deadline goes by it, so that waiting costs nobody a place.</summary>
    public DateOnly AskedOn { get; private set; }

    public DateTimeOffset JoinedAt { get; private set; }

    public WaitingState State { get; private set; }

    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>Why the last free place went to somebody further down; null when none did.</summary>
    public string? PassedOverFor { get; private set; }

    public void GetPlace(DateTimeOffset at) => Settle(WaitingState.Registered, at);

    /// <summary>Refused when no longer waiting.</summary>
    public Outcome Leave(DateTimeOffset at)
    {
        if (State != WaitingState.Waiting)
        {
            return Outcome.Refused("NOT_WAITING", State == WaitingState.Registered ? "The student has got a place meanwhile." : "The student has left the waiting list already.");
        }

        Settle(WaitingState.Left, at);
        return Outcome.Done;
    }

    /// <summary>A place is free and cannot be given to this student now; the place in the line is kept.</summary>
    public void PassOver(IReadOnlyList<Refusal> why)
    {
        var words = string.Join(" ", why.Select(r => r.Sentence));
        PassedOverFor = words.Length > 500 ? words[..500] : words;
    }

    private void Settle(WaitingState state, DateTimeOffset at)
    {
        State = state;
        SettledAt = at;
        PassedOverFor = null;
    }
}
