using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Funding.Flows;

/// <summary>F036: bursaries and stipends as Payroll paid them. It closes the authorisation (F035) on which it was paid; one that came back later stays so when its payment is told late; one that neither an award nor an authorisation that still holds stands behind is kept and marked.</summary>
internal sealed class F036Payments : InboundFlow<AidPaid>
{
    private Dictionary<PersonRef, long> people = [];
    private HashSet<string> held = [];
    private HashSet<(long Person, string Award)> awards = [];
    private Dictionary<string, PayAuthorisation> authorised = [];
    private Dictionary<string, DateOnly> returned = [];

    public override string Flow => "F036";

    public override IReadOnlyList<string> Types => ["BursaryPaymentConfirmed", "StipendPaid", "PaymentReturned"];

    protected override void Check(AidPaid data, Checks checks) => data.Check(checks);

    protected override string Subject(AidPaid data) => data.Student.Key;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<AidPaid>> deliveries, CancellationToken ct)
    {
        people = await PersonLookup.FindAsync(slice.Db, deliveries.Select(d => d.Data.Student), ct);
        foreach (var delivery in deliveries)
        {
            delivery.PersonId = people.TryGetValue(delivery.Data.Student, out var id) ? id : null;
        }

        var ids = people.Values.ToList();
        var keys = deliveries.Select(d => d.Data.Payment).ToList();
        held = (await slice.Db.Set<AidPayment>().Where(p => keys.Contains(p.Key)).Select(p => p.Key).ToListAsync(ct)).ToHashSet();
        awards = (await slice.Db.Set<FundingAward>().Where(a => ids.Contains(a.PersonId)).Select(a => new { a.PersonId, a.Key }).ToListAsync(ct)).Select(a => (a.PersonId, a.Key)).ToHashSet();
        var named = deliveries.Select(d => d.Data.Authorisation).Distinct().ToList();
        returned = (await slice.Db.Set<AidPayment>().Where(p => p.Kind == AidKind.Returned && named.Contains(p.Authorisation)).GroupBy(p => p.Authorisation).Select(g => new { g.Key, On = g.Max(p => p.PaidOn) }).ToListAsync(ct)).ToDictionary(g => g.Key, g => g.On);
        authorised = await slice.Db.Set<PayAuthorisation>().Where(a => named.Contains(a.Key)).ToDictionaryAsync(a => a.Key, ct);
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<AidPaid> delivery)
    {
        var data = delivery.Data;
        if (delivery.PersonId is not { } person)
        {
            return Disposition.Park(data.Student.Key, $"Nobody is known as {data.Student}.");
        }

        if (!held.Add(data.Payment))
        {
            return Disposition.Stale;
        }

        var kind = delivery.Message.Type switch { "StipendPaid" => AidKind.Stipend, "PaymentReturned" => AidKind.Returned, _ => AidKind.Bursary };
        var isAuthorised = authorised.GetValueOrDefault(data.Authorisation) is { } given && given.PersonId == person && given.Settle(kind == AidKind.Returned || returned.GetValueOrDefault(data.Authorisation) >= data.PaidOn);
        slice.Db.Add(new AidPayment(person, data.Payment, kind, data.Scheme, data.Authorisation, isAuthorised || awards.Contains((person, data.Authorisation)), kind == AidKind.Returned ? -data.Amount : data.Amount, data.PaidOn));
        return Disposition.Applied;
    }
}
