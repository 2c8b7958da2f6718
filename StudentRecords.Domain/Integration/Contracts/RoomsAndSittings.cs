namespace StudentRecords.Domain.Integration.Contracts;

/// <summary>F020 SpaceAllocationConfirmed, SpaceAvailabilityChanged, MaintenanceNoticeIssued, EventBookingNotified: a room at a time. Version 2.</summary>
public sealed record SpaceTold
{
    public required string Room { get; init; }
    public required string Booking { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>What the room is then.</summary>
    public required SpaceUse Use { get; init; }

    public void Check(Checks checks) => checks.Text("/room", Room, 60).Text("/booking", Booking, 60).That(EndsAt > StartsAt, "/endsAt", "must be after /startsAt.")
        .That(Enum.IsDefined(Use), "/use", "is no use of a room.");
}

/// <summary>What a room is at a time, as Estates have it.</summary>
public enum SpaceUse
{
    /// <summary>Teaching may take place in it.</summary>
    Free,

    /// <summary>Something else takes place in it.</summary>
    Taken,

    /// <summary>Nothing may take place in it.</summary>
    Closed,
}

/// <summary>F020 in version 1, which could not say why a room is not free.</summary>
public sealed record SpaceToldV1
{
    public required string Room { get; init; }
    public required string Booking { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Whether teaching may take place in it then.</summary>
    public required bool IsFree { get; init; }

    /// <summary>The same in version 2. What is not free is taken: version 1 says no more.</summary>
    public SpaceTold Newest() => new() { Room = Room, Booking = Booking, StartsAt = StartsAt, EndsAt = EndsAt, Use = IsFree ? SpaceUse.Free : SpaceUse.Taken };

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
