namespace StudentRecords.Domain.Enrolment;

/// <summary>One status of an engagement: when it took effect, and when the record learnt of it. Never changed.</summary>
public sealed class StatusEntry : IAboutPerson
{
    private StatusEntry() { }

    internal StatusEntry(Engagement engagement, int ordinal, EngagementStatus status, DateOnly effective, DateTimeOffset recordedAt, string reason)
    {
        Engagement = engagement;
        EngagementId = engagement.Id;
        PersonId = engagement.PersonId;
        Ordinal = ordinal;
        Status = status;
        EffectiveOn = effective;
        RecordedAt = recordedAt;
        Reason = reason;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long PersonId { get; private set; }

    public long EngagementId { get; private set; }

    public Engagement Engagement { get; private set; } = null!;

    /// <summary>1, 2, 3 … in the order in which they were recorded.</summary>
    public int Ordinal { get; private set; }

    public EngagementStatus Status { get; private set; }

    public DateOnly EffectiveOn { get; private set; }

    public DateTimeOffset RecordedAt { get; private set; }

    public string Reason { get; private set; } = "";
}
