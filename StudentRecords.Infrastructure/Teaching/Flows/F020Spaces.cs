using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Teaching.Flows;

/// <summary>
/// F020: rooms and times from Estates. What is no longer free while something is taught in it is a clash, for timetabling to mend. A room that
/// is confirmed for an event is its room, in another version of it, unless timetabling has said another since; the event stays cancelled if it is.
/// </summary>
internal sealed class F020Spaces : ToldFlow<SpaceTold, SpaceNotice>
{
    private const string Confirmed = "SpaceAllocationConfirmed";
    private List<TeachingEvent> taught = [];
    private Dictionary<string, TeachingEvent> events = [];
    private Dictionary<string, TeachingRoom> rooms = [];

    public override string Flow => "F020";

    public override IReadOnlyList<string> Types => [Confirmed, "SpaceAvailabilityChanged", "MaintenanceNoticeIssued", "EventBookingNotified"];

    public override int Version => 2;

    protected override IReadOnlyList<OlderContract<SpaceTold>> Older { get; } = [new OlderContract<SpaceTold, SpaceToldV1>(1, new DateOnly(2027, 7, 31), (data, checks) => data.Check(checks), data => data.Newest())];

    protected override void Check(SpaceTold data, Checks checks) => data.Check(checks);

    protected override PersonRef? Who(SpaceTold data) => null;

    protected override string Subject(SpaceTold data) => $"{data.Room}|{data.Booking}";

    protected override string KeyOf(Delivery<SpaceTold> delivery) => Subject(delivery.Data);

    protected override async Task LoadMoreAsync(FlowSlice slice, IReadOnlyList<Delivery<SpaceTold>> deliveries, CancellationToken ct)
    {
        var closed = deliveries.Where(d => d.Data.Use != SpaceUse.Free).Select(d => d.Data.Room).Distinct().ToList();
        var (first, last) = (deliveries.Min(d => d.Data.StartsAt), deliveries.Max(d => d.Data.EndsAt));
        taught = closed.Count == 0 ? [] : await slice.Db.Set<TeachingEvent>().AsNoTracking()
            .Where(e => e.IsCurrent && e.State == TeachingState.Scheduled && closed.Contains(e.Room!) && e.StartsAt < last && e.EndsAt > first).ToListAsync(ct);
        events = await F004Events.CurrentAsync(slice, [.. deliveries.Select(d => d.Data.Event).OfType<string>().Distinct()], ct);
        var described = deliveries.Where(d => d.Data.Place is not null).Select(d => d.Data.Room).Distinct().ToList();
        rooms = described.Count == 0 ? [] : await slice.Db.Set<TeachingRoom>().Where(r => described.Contains(r.Key)).ToDictionaryAsync(r => r.Key, ct);
    }

    protected override Disposition Take(FlowSlice slice, Delivery<SpaceTold> delivery, SpaceNotice? held)
    {
        var data = delivery.Data;
        if (data.Event is { } given)
        {
            if (delivery.Message.Type != Confirmed)
            {
                return Disposition.Quarantine("NOT_AN_ALLOCATION", $"{delivery.Message.Type} gives no event a room; {Confirmed} does.");
            }

            if (!events.TryGetValue(given, out var stands))
            {
                return Disposition.Park(Waits.TeachingEvent(given), $"The event {given} has not arrived.");
            }

            if (stands.Confirm(data.Room, data.EventVersion!.Value, delivery.Message.SourceVersion, slice.Now) is { } moved)
            {
                slice.Db.Add(moved);
                events[given] = moved;
            }
        }

        Describe(slice, data);
        var clashes = taught.Count(e => e.Room == data.Room && e.StartsAt < data.EndsAt && e.EndsAt > data.StartsAt);
        (held ?? Keep(slice, new SpaceNotice(KeyOf(delivery), data.Room))).Take(delivery.Message.Type, data.StartsAt, data.EndsAt, data.Use == SpaceUse.Free, clashes, delivery.Message.SourceVersion);
        return Disposition.Applied;
    }

    private void Describe(FlowSlice slice, SpaceTold data)
    {
        if (data.Place is not { } place)
        {
            return;
        }

        if (!rooms.TryGetValue(data.Room, out var room))
        {
            slice.Db.Add(room = rooms[data.Room] = new TeachingRoom(data.Room));
        }

        room.Take(place.Site, place.Building, place.Capacity, place.AsOf);
    }
}
