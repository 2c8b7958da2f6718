namespace StudentRecords.Domain.Integration.Contracts;

/// <summary>F020 SpaceAllocationConfirmed, SpaceAvailabilityChanged, MaintenanceNoticeIssued, EventBookingNotified: a room at a time.</summary>
public sealed record SpaceTold
{
    public required string Room { get; init; }
    public required string Booking { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Whether teaching may take place in it then.</summary>
    public required bool IsFree { get; init; }

    public void Check(Checks checks) => checks.Text("/room", Room, 60).Text("/booking", Booking, 60).That(EndsAt > StartsAt, "/endsAt", "must be after /startsAt.");
}
/// <summary>F062 ExamTimetableFinalised: when and where an examination is sat. Any field beside these is refused, a mark above all.</summary>
public sealed record ExamSittingTold
{
    public required string Sitting { get; init; }

    /// <summary>The component's key.</summary>
    public required string Assessment { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
    public required DateTimeOffset EndsAt { get; init; }
    public required string Room { get; init; }

    public void Check(Checks checks) => checks.Text("/sitting", Sitting, 60).Text("/assessment", Assessment).Text("/room", Room, 60).That(EndsAt > StartsAt, "/endsAt", "must be after /startsAt.");
}

/// <summary>F062 SeatingPlanPublished, CandidateNumberAssigned: one candidate of a sitting.</summary>
public sealed record CandidateSeated
{
    public required PersonRef Student { get; init; }
    public required string Sitting { get; init; }
    public string? CandidateNumber { get; init; }
    public string? Seat { get; init; }

    public void Check(Checks checks) => checks.Who("/student", Student).Text("/sitting", Sitting, 60)
        .That(!string.IsNullOrWhiteSpace(CandidateNumber) || !string.IsNullOrWhiteSpace(Seat), "/candidateNumber", "or /seat is needed.")
        .That((CandidateNumber ?? "").Length <= 20 && (Seat ?? "").Length <= 20, "/seat", "is longer than 20 characters.");
}
