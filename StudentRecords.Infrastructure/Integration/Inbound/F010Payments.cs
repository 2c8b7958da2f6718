using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;

namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>F010: payments and refunds as Finance booked them, stored read-only.</summary>
internal sealed class F010Payments : InboundFlow<PaymentBooked>
{
    private Dictionary<PersonRef, long> people = [];
    private HashSet<string> held = [];

    public override string Flow => "F010";

    public override IReadOnlyList<string> Types => ["PaymentReceived", "PaymentRefunded"];

    protected override void Check(PaymentBooked data, Checks checks) => data.Check(checks);

    protected override string Subject(PaymentBooked data) => data.Student.Key;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<PaymentBooked>> deliveries, CancellationToken ct)
    {
        people = await PersonLookup.FindAsync(slice.Db, deliveries.Select(d => d.Data.Student), ct);
        foreach (var delivery in deliveries)
        {
            delivery.PersonId = people.TryGetValue(delivery.Data.Student, out var id) ? id : null;
        }

        var keys = deliveries.Select(d => d.Data.Transaction).ToList();
        held = (await slice.Db.Set<Payment>().Where(p => keys.Contains(p.Key)).Select(p => p.Key).ToListAsync(ct)).ToHashSet();
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<PaymentBooked> delivery)
    {
        var data = delivery.Data;
        if (delivery.PersonId is not { } person)
        {
            return Disposition.Park(data.Student.Key, $"Nobody is known as {data.Student}.");
        }

        if (!held.Add(data.Transaction))
        {
            return Disposition.Stale;
        }

        var sign = delivery.Message.Type == "PaymentRefunded" ? -1 : 1;
        slice.Db.Add(new Payment(person, data.Transaction, sign * data.Amount, data.BookedOn));
        return Disposition.Applied;
    }
}
