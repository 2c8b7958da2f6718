using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Teaching.Flows;

/// <summary>F020: rooms and times from Estates. What is no longer free while something is taught in it is counted as a clash, for timetabling to mend.</summary>
internal sealed class F020Spaces : ToldFlow<SpaceTold, SpaceNotice>
{
    private List<TeachingEvent> taught = [];

    public override string Flow => "F020";

    public override IReadOnlyList<string> Types => ["SpaceAllocationConfirmed", "SpaceAvailabilityChanged", "MaintenanceNoticeIssued", "EventBookingNotified"];

    public override int Version => 2;

    protected override IReadOnlyList<OlderContract<SpaceTold>> Older { get; } = [new OlderContract<SpaceTold, SpaceToldV1>(1, new DateOnly(2027, 7, 31), (data, checks) => data.Check(checks), data => data.Newest())];

    protected override void Check(SpaceTold data, Checks checks) => data.Check(checks);

    protected override PersonRef? Who(SpaceTold data) => null;

    protected override string Subject(SpaceTold data) => $"{data.Room}|{data.Booking}";

    protected override string KeyOf(Delivery<SpaceTold> delivery) => Subject(delivery.Data);

    protected override async Task LoadMoreAsync(FlowSlice slice, IReadOnlyList<Delivery<SpaceTold>> deliveries, CancellationToken ct)
    {
        var rooms = deliveries.Where(d => d.Data.Use != SpaceUse.Free).Select(d => d.Data.Room).Distinct().ToList();
        var (first, last) = (deliveries.Min(d => d.Data.StartsAt), deliveries.Max(d => d.Data.EndsAt));
        taught = rooms.Count == 0 ? [] : await slice.Db.Set<TeachingEvent>().AsNoTracking()
            .Where(e => e.IsCurrent && e.State == TeachingState.Scheduled && rooms.Contains(e.Room!) && e.StartsAt < last && e.EndsAt > first).ToListAsync(ct);
    }

    protected override Disposition Take(FlowSlice slice, Delivery<SpaceTold> delivery, SpaceNotice? held)
    {
        var data = delivery.Data;
        var clashes = taught.Count(e => e.Room == data.Room && e.StartsAt < data.EndsAt && e.EndsAt > data.StartsAt);
        (held ?? Keep(slice, new SpaceNotice(KeyOf(delivery), data.Room))).Take(delivery.Message.Type, data.StartsAt, data.EndsAt, data.Use == SpaceUse.Free, clashes, delivery.Message.SourceVersion);
        return Disposition.Applied;
    }
}
