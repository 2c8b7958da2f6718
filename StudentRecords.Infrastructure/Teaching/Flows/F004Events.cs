using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Teaching.Flows;

/// <summary>F004 TeachingEventScheduled, TeachingEventSuperseded: the highest version stands, the ones before stay beside it. A cancellation or a room of a higher version that came before stands too.</summary>
internal sealed class F004Events : InboundFlow<TeachingEventTold>
{
    private Dictionary<string, TeachingEvent> events = [];
    private Dictionary<string, long> runs = [];

    public override string Flow => "F004";

    public override IReadOnlyList<string> Types => ["TeachingEventScheduled", "TeachingEventSuperseded"];

    protected override void Check(TeachingEventTold data, Checks checks) => data.Check(checks);

    protected override string Subject(TeachingEventTold data) => data.Event;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<TeachingEventTold>> deliveries, CancellationToken ct)
    {
        events = await CurrentAsync(slice, [.. deliveries.Select(d => d.Data.Event)], ct);
        var keys = deliveries.Select(d => d.Data.ModuleRun).Distinct().ToList();
        runs = await slice.Db.Set<ModuleOccurrence>().Where(o => keys.Contains(o.Key)).ToDictionaryAsync(o => o.Key, o => o.Id, ct);
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<TeachingEventTold> delivery)
    {
        var data = delivery.Data;
        if (!runs.TryGetValue(data.ModuleRun, out var run))
        {
            return Disposition.Park(Waits.Occurrence(data.ModuleRun), $"There is no module running {data.ModuleRun} in the catalogue.");
        }

        if (!events.TryGetValue(data.Event, out var held))
        {
            slice.Db.Add(new TeachingEvent(data.Event, delivery.Message.SourceVersion, run, data.Terms, slice.Now));
            slice.Arrived.Add(Waits.TeachingEvent(data.Event));
            return Disposition.Applied;
        }

        if (held.OccurrenceId != run)
        {
            return Disposition.Quarantine("OTHER_MODULE", $"{data.Event} is taught on another module; timetabling gives an event that moves a new id.");
        }

        if (held.Follow(delivery.Message.SourceVersion, data.Terms, slice.Now) is not { } next)
        {
            return Disposition.Stale;
        }

        slice.Db.Add(next);
        return Disposition.Applied;
    }

    /// <summary>The versions that stand, by key.</summary>
    internal static Task<Dictionary<string, TeachingEvent>> CurrentAsync(FlowSlice slice, IReadOnlyCollection<string> keys, CancellationToken ct) =>
        slice.Db.Set<TeachingEvent>().Where(e => e.IsCurrent && keys.Contains(e.Key)).ToDictionaryAsync(e => e.Key, ct);
}
