using StudentRecords.Domain.Support;

namespace StudentRecords.Domain.Integration.Contracts;

/// <summary>F018 ResidenceRoomAllocated, BookingStatusChanged, ResidentCheckedIn, ResidentCheckedOut: a booking, whole in each message.</summary>
public sealed record ResidenceTold : IMayEnd
{
    public required PersonRef Student { get; init; }
    public required string Booking { get; init; }
    public required string Residence { get; init; }
    public string? Room { get; init; }
    public required DateOnly From { get; init; }
    public DateOnly? To { get; init; }

    /// <summary>For BookingStatusChanged: Booked or Cancelled.</summary>
    public ResidenceState? Status { get; init; }

    /// <summary>Postcode of the residence, which becomes the term-time one at check-in.</summary>
    public string? Postcode { get; init; }

    /// <summary>A booking that is cancelled.</summary>
    public bool Ends(string message, DateOnly today) => message == "BookingStatusChanged" && Status == ResidenceState.Cancelled;

    public void Check(Checks checks) => checks.Who("/student", Student).Text("/booking", Booking, 60).Text("/residence", Residence)
        .That(To is null || To >= From, "/to", "must not be before /from.").That(Postcode is null || Postcode.Length <= 8, "/postcode", "is longer than 8 characters.");
}

/// <summary>F018 AccommodationChargeNotified: what the room costs in a year. A higher version takes the place of the sum before; nothing takes it back altogether.</summary>
public sealed record ResidenceCharged
{
    public required PersonRef Student { get; init; }
    public required string Booking { get; init; }
    public required string AcademicYear { get; init; }

    /// <summary>Pounds for the whole year.</summary>
    public required decimal Amount { get; init; }

    public void Check(Checks checks) => checks.Who("/student", Student).Text("/booking", Booking, 60).Between("/amount", Amount, 0, 100_000)
        .That(Calendar.AcademicYear.TryParse(AcademicYear, out _), "/academicYear", "must be an academic year such as 2024/25.");
}
