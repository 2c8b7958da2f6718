namespace StudentRecords.Domain.Enrolment;

/// <summary>
/// One status of an engagement: when it took effect, and when the record learnt of it. Never changed: an entry that was wrong is
/// followed by another that takes its place (another day) or takes it back.
/// </summary>
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

    /// <summary>The step that led here; null for the first entry.</summary>
    public EnrolmentStep? Step { get; internal set; }

    public DateOnly EffectiveOn { get; private set; }

    public DateTimeOffset RecordedAt { get; private set; }

    public string Reason { get; private set; } = "";

    /// <summary>HESA RSNENGEND, where the status ends the engagement.</summary>
    public string? EndReason { get; internal set; }

    /// <summary>Place of the entry that this one corrects; null for one that stands for itself.</summary>
    public int? Corrects { get; internal set; }

    /// <summary>Takes the corrected entry back instead of giving it another day.</summary>
    public bool IsUndone { get; internal set; }

    /// <summary>Where the entry stands in the sequence of steps, which a correction does not change.</summary>
    public int Place => Corrects ?? Ordinal;
}
