using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Infrastructure.Integration.Inbound.Owning;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Support.Flows;

/// <summary>F018: a student's room. Its postcode is the term-time one from check-in to check-out, unless somebody told of that later; nothing about studies changes.</summary>
internal sealed class F018Bookings : ToldFlow<ResidenceTold, ResidenceBooking>
{
    private readonly FieldWords words = new(FieldWords.Contact);
    private Dictionary<long, Person> people = [];
    private ILookup<long, TermAddress> addresses = Array.Empty<TermAddress>().ToLookup(_ => 0L);

    public override string Flow => "F018";

    public override IReadOnlyList<string> Types => ["ResidenceRoomAllocated", "BookingStatusChanged", "ResidentCheckedIn", "ResidentCheckedOut"];

    protected override void Check(ResidenceTold data, Checks checks) => data.Check(checks);

    protected override PersonRef? Who(ResidenceTold data) => data.Student;

    protected override string KeyOf(Delivery<ResidenceTold> delivery) => delivery.Data.Booking;

    protected override async Task LoadMoreAsync(FlowSlice slice, IReadOnlyList<Delivery<ResidenceTold>> deliveries, CancellationToken ct)
    {
        var ids = deliveries.Select(d => d.PersonId).OfType<long>().Distinct().ToList();
        people = await slice.Db.Set<Person>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        addresses = await TermAddresses.StandingAsync(slice.Db, ids, ct);
        await words.LoadAsync(slice, [.. deliveries.Where(d => d.Data.Postcode is not null)], [nameof(ContactDetails.TermPostcode)], ct);
    }

    protected override Disposition Take(FlowSlice slice, Delivery<ResidenceTold> delivery, ResidenceBooking? held)
    {
        var data = delivery.Data;
        ResidenceState? state = delivery.Message.Type switch
        {
            "ResidenceRoomAllocated" => ResidenceState.Allocated,
            "ResidentCheckedIn" => ResidenceState.CheckedIn,
            "ResidentCheckedOut" => ResidenceState.CheckedOut,
            _ => data.Status is ResidenceState.Booked or ResidenceState.Cancelled ? data.Status : null,
        };
        if (state is not { } now)
        {
            return Disposition.Quarantine("STATUS_MISSING", "A booking's status is Booked or Cancelled; check-in and check-out have messages of their own.");
        }

        (held ?? Keep(slice, new ResidenceBooking(delivery.PersonId!.Value, data.Booking))).Take(data.Residence, data.Room, now, data.From, data.To, delivery.Message.SourceVersion);
        Live(slice, delivery, now);
        return Disposition.Applied;
    }

    /// <summary>An address that the student has given since stays when the room is left.</summary>
    private void Live(FlowSlice slice, Delivery<ResidenceTold> delivery, ResidenceState now)
    {
        var (data, person) = (delivery.Data, people[delivery.PersonId!.Value]);
        List<TermAddress> standing = [.. addresses[person.Id].Concat(slice.Db.Set<TermAddress>().Local.Where(a => a.PersonId == person.Id)).Distinct().Where(a => a.To is null)];
        if (now == ResidenceState.CheckedIn && data.Postcode is { } postcode && words.Hear(slice, delivery, nameof(ContactDetails.TermPostcode)) && !standing.Exists(a => a.Booking == data.Booking && a.Postcode == postcode))
        {
            person.Describe(new PersonDetails { TermPostcode = postcode });
            TermAddresses.Move(slice.Db, standing, person, data.From, "ACC", data.Booking);
        }
        else if (now == ResidenceState.CheckedOut && standing.Find(a => a.Booking == data.Booking) is { } left)
        {
            left.End(data.To ?? slice.Today);
            person.LeavesTermAddress();
        }
    }
}
