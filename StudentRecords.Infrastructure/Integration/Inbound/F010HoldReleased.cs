using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Enrolment;

namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>F010 FinancialHoldReleased: applied only after its own placement. What waited for it is looked at again.</summary>
internal sealed class F010HoldReleased : InboundFlow<FinancialHoldReleased>
{
    private readonly Activation activation = new();
    private Dictionary<string, Hold> holds = [];

    public override string Flow => "F010";

    public override IReadOnlyList<string> Types => ["FinancialHoldReleased"];

    protected override void Check(FinancialHoldReleased data, Checks checks) => data.Check(checks);

    protected override string Subject(FinancialHoldReleased data) => data.Student.Key;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<FinancialHoldReleased>> deliveries, CancellationToken ct)
    {
        var keys = deliveries.Select(d => d.Data.Hold).ToList();
        holds = await slice.Db.Set<Hold>().Where(h => h.Source == F010HoldPlaced.Source && keys.Contains(h.Key)).ToDictionaryAsync(h => h.Key, ct);
        foreach (var delivery in deliveries)
        {
            delivery.PersonId = holds.GetValueOrDefault(delivery.Data.Hold)?.PersonId;
        }

        await activation.LoadAsync(slice.Db, holds.Values.Select(h => h.PersonId).ToList(), ct);
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<FinancialHoldReleased> delivery)
    {
        var data = delivery.Data;
        if (!holds.TryGetValue(data.Hold, out var hold))
        {
            return Disposition.Park(Waits.Hold(F010HoldPlaced.Source, data.Hold), $"The placement of hold {data.Hold} has not arrived.");
        }

        if (!hold.Release(data.ReleasedOn, data.Reason).Succeeded)
        {
            return Disposition.Stale;
        }

        slice.Arrived.Add(Waits.Cleared(hold.PersonId));
        if (activation.Try(slice.Db, hold.PersonId, slice.Today, slice.Now, delivery.Message.CorrelationId).Count > 0)
        {
            slice.Arrived.Add(Waits.Enrolled(hold.PersonId));
        }

        return Disposition.Applied;
    }
}
