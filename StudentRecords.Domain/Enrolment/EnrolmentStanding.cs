namespace StudentRecords.Domain.Enrolment;

/// <summary>What a decision about enrolling somebody looks at beside the engagement itself.</summary>
public sealed record EnrolmentStanding
{
    public required bool IdentityVerified { get; init; }

    public required IReadOnlyCollection<Hold> OpenHolds { get; init; }

    /// <summary>Permissions to study that are on the record; asked of sponsored students only.</summary>
    public IReadOnlyCollection<Sponsorship.PermissionToStudy> Permissions { get; init; } = [];

    /// <summary>The person's other engagements.</summary>
    public IReadOnlyCollection<Engagement> Others { get; init; } = [];

    /// <summary>A manager has said why two full-time engagements may run at once.</summary>
    public bool OverlapAllowed { get; init; }

    /// <summary>The person is recorded as having died.</summary>
    public bool HasDied { get; init; }
}
