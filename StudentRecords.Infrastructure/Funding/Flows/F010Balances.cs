using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Funding.Flows;

/// <summary>F010 BalanceSnapshot: the newest stands beside what the record itself knows, and a difference shows.</summary>
internal sealed class F010Balances : InboundFlow<BalanceSnapshot>
{
    private Dictionary<PersonRef, long> people = [];
    private Dictionary<long, FinanceBalance> balances = [];

    public override string Flow => "F010";

    public override IReadOnlyList<string> Types => ["BalanceSnapshot"];

    protected override void Check(BalanceSnapshot data, Checks checks) => data.Check(checks);

    protected override string Subject(BalanceSnapshot data) => data.Student.Key;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<BalanceSnapshot>> deliveries, CancellationToken ct)
    {
        people = await PersonLookup.FindAsync(slice.Db, deliveries.Select(d => d.Data.Student), ct);
        foreach (var delivery in deliveries)
        {
            delivery.PersonId = people.TryGetValue(delivery.Data.Student, out var id) ? id : null;
        }

        var ids = people.Values.Distinct().ToList();
        balances = await slice.Db.Set<FinanceBalance>().Where(b => ids.Contains(b.PersonId)).ToDictionaryAsync(b => b.PersonId, ct);
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<BalanceSnapshot> delivery)
    {
        if (delivery.PersonId is not { } person)
        {
            return Disposition.Park(delivery.Data.Student.Key, $"Nobody is known as {delivery.Data.Student}.");
        }

        if (!balances.TryGetValue(person, out var balance))
        {
            balances[person] = balance = new FinanceBalance(person);
            slice.Db.Add(balance);
        }

        return balance.Take(delivery.Data.Owed, delivery.Data.AsOf) ? Disposition.Applied : Disposition.Stale;
    }
}
