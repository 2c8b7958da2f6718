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

    /// <summary>For SpaceAllocationConfirmed: timetabling's id of the event that is given the room; its room in the record is then this one.</summary>
    public string? Event { get; init; }

    /// <summary>Timetabling's version of the event that the room was confirmed for: what timetabling has said since stands.</summary>
    public long? EventVersion { get; init; }

    /// <summary>Where the room is and how many it takes, where Estates say it too.</summary>
    public RoomPlace? Place { get; init; }

    public void Check(Checks checks)
    {
        checks.Text("/room", Room, 60).Text("/booking", Booking, 60).That(EndsAt > StartsAt, "/endsAt", "must be after /startsAt.").That(Enum.IsDefined(Use), "/use", "is no use of a room.")
            .That(Event is null || (Event.Length is > 0 and <= 100 && EventVersion > 0), "/eventVersion", "must say which version of /event the room was confirmed for.")
            .That(Event is not null || EventVersion is null, "/event", "is needed with /eventVersion.").That(Event is null || Use == SpaceUse.Free, "/use", "must be Free where the room is given to an /event.");
        Place?.Check(checks);
    }
}

/// <summary>What Estates say of a room whatever the time. What was said as of a later moment stands.</summary>
public sealed record RoomPlace
{
    public required string Site { get; init; }
    public required string Building { get; init; }

    /// <summary>How many it takes.</summary>
    public required int Capacity { get; init; }
    public required DateTimeOffset AsOf { get; init; }

    public void Check(Checks checks) => checks.Text("/place/site", Site, 60).Text("/place/building", Building, 60).That(Capacity is > 0 and <= 100_000, "/place/capacity", "must be at least 1.");
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
