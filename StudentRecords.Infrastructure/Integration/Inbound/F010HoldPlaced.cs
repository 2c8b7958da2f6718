using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Students;

namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>F010 FinancialHoldPlaced: blocks enrolment confirmation, module registration and graduation until Finance releases it.</summary>
internal sealed class F010HoldPlaced : InboundFlow<FinancialHoldPlaced>
{
    public const string Source = "Finance";
    private Dictionary<long, Person> people = [];
    private HashSet<string> held = [];

    public override string Flow => "F010";

    public override IReadOnlyList<string> Types => ["FinancialHoldPlaced"];

    protected override void Check(FinancialHoldPlaced data, Checks checks) => data.Check(checks);

    protected override string Subject(FinancialHoldPlaced data) => data.Student.Key;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<FinancialHoldPlaced>> deliveries, CancellationToken ct)
    {
        var refs = await PersonLookup.FindAsync(slice.Db, deliveries.Select(d => d.Data.Student), ct);
        foreach (var delivery in deliveries)
        {
            delivery.PersonId = refs.TryGetValue(delivery.Data.Student, out var id) ? id : null;
        }

        var ids = refs.Values.ToList();
        var keys = deliveries.Select(d => d.Data.Hold).ToList();
        people = await slice.Db.Set<Person>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        held = (await slice.Db.Set<Hold>().Where(h => h.Source == Source && keys.Contains(h.Key)).Select(h => h.Key).ToListAsync(ct)).ToHashSet();
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<FinancialHoldPlaced> delivery)
    {
        var data = delivery.Data;
        if (delivery.PersonId is not { } person)
        {
            return Disposition.Park(data.Student.Key, $"Nobody is known as {data.Student}.");
        }

        if (!held.Add(data.Hold))
        {
            return Disposition.Stale;
        }

        slice.Db.Add(new Hold(people[person], Source, data.Hold, data.Reason, "Finance releases it when the account is settled.", Blocks.Enrolment | Blocks.Registration | Blocks.Graduation, data.PlacedOn));
        slice.Arrived.Add(Waits.Hold(Source, data.Hold));
        return Disposition.Applied;
    }
}
