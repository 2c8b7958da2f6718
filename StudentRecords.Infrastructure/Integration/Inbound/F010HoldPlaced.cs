using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Enrolment;

namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>F010 FinancialHoldPlaced: blocks enrolment confirmation, module registration and graduation until Finance releases it, and again when a newer version places it.</summary>
internal sealed class F010HoldPlaced : InboundFlow<FinancialHoldPlaced>
{
    public const string Source = "Finance";
    private readonly OwnersHolds holds = new(Source);
    private Dictionary<long, Person> people = [];

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
        await holds.LoadAsync(slice, keys, ct);
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<FinancialHoldPlaced> delivery)
    {
        var data = delivery.Data;
        if (delivery.PersonId is not { } person)
        {
            return Disposition.Park(data.Student.Key, $"Nobody is known as {data.Student}.");
        }

        return holds.Place(slice, people[person], new Hold(people[person], Source, data.Hold, data.Reason, "Finance releases it when the account is settled.", Blocks.Enrolment | Blocks.Registration | Blocks.Graduation, data.PlacedOn), delivery.Message.SourceVersion);
    }
}
