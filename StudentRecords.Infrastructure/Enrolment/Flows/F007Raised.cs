using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Enrolment.Flows;

/// <summary>F007 LibraryObligationRaised: a hold of the library until it is cleared, and again when a newer version raises it. Marks are never touched.</summary>
internal sealed class F007Raised(LibraryHolds policy) : InboundFlow<LibraryObligationRaised>
{
    public const string Source = "Library";
    private readonly OwnersHolds holds = new(Source);
    private Dictionary<PersonRef, long> refs = [];
    private Dictionary<long, Person> people = [];

    public override string Flow => "F007";

    public override IReadOnlyList<string> Types => ["LibraryObligationRaised"];

    protected override void Check(LibraryObligationRaised data, Checks checks) => data.Check(checks);

    protected override string Subject(LibraryObligationRaised data) => data.Student.Key;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<LibraryObligationRaised>> deliveries, CancellationToken ct)
    {
        refs = await PersonLookup.FindAsync(slice.Db, deliveries.Select(d => d.Data.Student), ct);
        foreach (var delivery in deliveries)
        {
            delivery.PersonId = refs.TryGetValue(delivery.Data.Student, out var id) ? id : null;
        }

        var ids = refs.Values.Distinct().ToList();
        var keys = deliveries.Select(d => d.Data.Obligation).ToList();
        people = await slice.Db.Set<Person>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        await holds.LoadAsync(slice, keys, ct);
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<LibraryObligationRaised> delivery)
    {
        var data = delivery.Data;
        if (delivery.PersonId is not { } person)
        {
            return Disposition.Park(data.Student.Key, $"Nobody is known as {data.Student}.");
        }

        var reason = data.Amount is { } owed ? $"{data.Reason} (£{owed:N2})" : data.Reason;
        return holds.Place(slice, people[person], new Hold(people[person], Source, data.Obligation, reason, policy.HowToClear, policy.Blocks, data.RaisedOn), delivery.Message.SourceVersion);
    }
}
