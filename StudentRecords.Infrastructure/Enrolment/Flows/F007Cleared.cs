using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Enrolment.Flows;

/// <summary>F007 LibraryObligationCleared: closes the hold of its obligation; one that comes first waits for it and closes it at once.</summary>
internal sealed class F007Cleared : InboundFlow<LibraryObligationCleared>
{
    private readonly Activation activation = new();
    private Dictionary<string, Hold> holds = [];

    public override string Flow => "F007";

    public override IReadOnlyList<string> Types => ["LibraryObligationCleared"];

    protected override void Check(LibraryObligationCleared data, Checks checks) => data.Check(checks);

    protected override string Subject(LibraryObligationCleared data) => data.Student.Key;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<LibraryObligationCleared>> deliveries, CancellationToken ct)
    {
        var keys = deliveries.Select(d => d.Data.Obligation).ToList();
        holds = await slice.Db.Set<Hold>().Where(h => h.Source == F007Raised.Source && keys.Contains(h.Key)).ToDictionaryAsync(h => h.Key, ct);
        foreach (var delivery in deliveries)
        {
            delivery.PersonId = holds.GetValueOrDefault(delivery.Data.Obligation)?.PersonId;
        }

        await activation.LoadAsync(slice.Db, holds.Values.Select(h => h.PersonId).ToList(), ct);
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<LibraryObligationCleared> delivery)
    {
        var data = delivery.Data;
        if (!holds.TryGetValue(data.Obligation, out var hold))
        {
            return Disposition.Park(Waits.Hold(F007Raised.Source, data.Obligation), $"The obligation {data.Obligation} has not arrived.");
        }

        if (!hold.Release(data.ClearedOn, data.Reason).Succeeded)
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
