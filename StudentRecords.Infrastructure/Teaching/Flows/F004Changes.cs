using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Teaching.Flows;

/// <summary>F004 TeachingEventCancelled, TeachingRoomAllocated: of an event that is known; one that comes before its event waits for it.</summary>
internal sealed class F004Changes : InboundFlow<TeachingEventChanged>
{
    private Dictionary<string, TeachingEvent> events = [];

    public override string Flow => "F004";

    public override IReadOnlyList<string> Types => ["TeachingEventCancelled", "TeachingRoomAllocated"];

    protected override void Check(TeachingEventChanged data, Checks checks) => data.Check(checks);

    protected override string Subject(TeachingEventChanged data) => data.Event;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<TeachingEventChanged>> deliveries, CancellationToken ct) =>
        events = await F004Events.CurrentAsync(slice, [.. deliveries.Select(d => d.Data.Event)], ct);

    protected override Disposition Apply(FlowSlice slice, Delivery<TeachingEventChanged> delivery)
    {
        var (data, version) = (delivery.Data, delivery.Message.SourceVersion);
        if (!events.TryGetValue(data.Event, out var held))
        {
            return Disposition.Park(Waits.TeachingEvent(data.Event), $"The event {data.Event} has not arrived.");
        }

        if (held.SourceVersion >= version)
        {
            return Disposition.Stale;
        }

        if (delivery.Message.Type == "TeachingEventCancelled")
        {
            slice.Db.Add(held.Cancel(version, data.Reason ?? "Cancelled by timetabling", slice.Now));
        }
        else if (string.IsNullOrWhiteSpace(data.Room))
        {
            return Disposition.Quarantine("ROOM_MISSING", "A room allocation says which room.");
        }
        else
        {
            slice.Db.Add(held.Follow(version, held.Terms with { Room = data.Room }, slice.Now));
        }

        return Disposition.Applied;
    }
}
