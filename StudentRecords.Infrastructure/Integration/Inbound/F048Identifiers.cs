using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Students;

namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>F048 StudentIdentifierAssigned: confirms the SID that was minted here, or writes the authority's where there is none. It is never overwritten.</summary>
internal sealed class F048Identifiers : InboundFlow<StudentIdentifierAssigned>
{
    private Dictionary<PersonRef, long> refs = [];
    private Dictionary<long, Person> persons = [];

    public override string Flow => "F048";

    public override IReadOnlyList<string> Types => ["StudentIdentifierAssigned"];

    protected override void Check(StudentIdentifierAssigned data, Checks checks) => data.Check(checks);

    protected override string Subject(StudentIdentifierAssigned data) => data.Student.Key;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<StudentIdentifierAssigned>> deliveries, CancellationToken ct)
    {
        refs = await PersonLookup.FindAsync(slice.Db, deliveries.Select(d => d.Data.Student), ct);
        var ids = refs.Values.ToList();
        persons = await slice.Db.Set<Person>().Include(p => p.Identifiers).Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        foreach (var delivery in deliveries)
        {
            delivery.PersonId = refs.TryGetValue(delivery.Data.Student, out var id) ? id : null;
        }
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<StudentIdentifierAssigned> delivery)
    {
        var data = delivery.Data;
        if (!refs.TryGetValue(data.Student, out var id))
        {
            return Disposition.Park(data.Student.Key, $"There is no person {data.Student}.");
        }

        var person = persons[id];
        var held = person.Identifiers.FirstOrDefault(i => i.To is null && i.Kind is IdentifierKinds.Sid or IdentifierKinds.Husid);
        if (held is null)
        {
            person.Identify("HESA", data.Sid.Length == 13 ? IdentifierKinds.Husid : IdentifierKinds.Sid, data.Sid, slice.Today);
            return Disposition.Applied;
        }

        return held.Value == data.Sid ? Disposition.Applied : Disposition.Quarantine("CONFLICT", $"The person has the identifier {held.Value}, which is written once; the authority says {data.Sid}.");
    }
}
