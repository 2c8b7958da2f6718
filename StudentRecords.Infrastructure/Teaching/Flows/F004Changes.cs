using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Teaching.Flows;

/// <summary>
/// F004 TeachingEventCancelled, TeachingRoomAllocated: of an event that is known; one that comes before its event waits for it. A room given to what was
/// cancelled brings it back to nobody, and a cancellation that comes after a higher version's room still cancels. Nobody has
/// missed what did not take place: contacts of sponsored students that were marked at it are counted without it.
/// </summary>
internal sealed class F004Changes : InboundFlow<TeachingEventChanged>
{
    private const string Cancelled = "TeachingEventCancelled";
    private readonly SponsorWatch watch = new();
    private Dictionary<string, TeachingEvent> events = [];
    private ILookup<string, long> marked = Array.Empty<long>().ToLookup(_ => "");

    public override string Flow => "F004";

    public override IReadOnlyList<string> Types => [Cancelled, "TeachingRoomAllocated"];

    protected override void Check(TeachingEventChanged data, Checks checks) => data.Check(checks);

    protected override string Subject(TeachingEventChanged data) => data.Event;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<TeachingEventChanged>> deliveries, CancellationToken ct)
    {
        events = await F004Events.CurrentAsync(slice, [.. deliveries.Select(d => d.Data.Event)], ct);
        var cancelled = deliveries.Where(d => d.Message.Type == Cancelled).Select(d => d.Data.Event).ToList();
        if (cancelled.Count > 0)
        {
            marked = (await slice.Db.Set<AttendanceRecord>().AsNoTracking().Where(r => cancelled.Contains(r.EventKey)).Select(r => new { r.EventKey, r.PersonId }).ToListAsync(ct)).ToLookup(r => r.EventKey, r => r.PersonId);
            await watch.LoadAsync(slice.Db, [.. marked.SelectMany(m => m).Distinct()], ct);
        }
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<TeachingEventChanged> delivery)
    {
        var (data, version) = (delivery.Data, delivery.Message.SourceVersion);
        if (!events.TryGetValue(data.Event, out var held))
        {
            return Disposition.Park(Waits.TeachingEvent(data.Event), $"The event {data.Event} has not arrived.");
        }

        if (delivery.Message.Type != Cancelled && string.IsNullOrWhiteSpace(data.Room))
        {
            return Disposition.Quarantine("ROOM_MISSING", "A room allocation says which room.");
        }

        var next = delivery.Message.Type == Cancelled ? held.Cancel(version, data.Reason ?? "Cancelled by timetabling", slice.Now) : held.MoveTo(data.Room!, version, slice.Now);
        if (next is null)
        {
            return Disposition.Stale;
        }

        slice.Db.Add(next);
        if (delivery.Message.Type == Cancelled)
        {
            watch.Cancelled(data.Event);
            foreach (var person in marked[data.Event])
            {
                watch.Review(slice, person, delivery.Message.CorrelationId);
            }
        }

        return Disposition.Applied;
    }
}
