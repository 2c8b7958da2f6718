using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment.Groups;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Teaching.Flows;

/// <summary>F004 TeachingGroupAllocated: who is in a group that timetabling owns. Exceptions that the registry pinned stay as they are.</summary>
internal sealed class F004Groups : InboundFlow<TeachingGroupTold>
{
    private const string Owner = "TTB";
    private Dictionary<string, StudentGroup> groups = [];
    private Dictionary<PersonRef, long> people = [];

    public override string Flow => "F004";

    public override IReadOnlyList<string> Types => ["TeachingGroupAllocated"];

    protected override void Check(TeachingGroupTold data, Checks checks) => data.Check(checks);

    protected override string Subject(TeachingGroupTold data) => data.Group;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<TeachingGroupTold>> deliveries, CancellationToken ct)
    {
        var codes = deliveries.Select(d => d.Data.Group).ToList();
        groups = await slice.Db.Set<StudentGroup>().Include(g => g.Members).Where(g => codes.Contains(g.Code)).ToDictionaryAsync(g => g.Code, ct);
        people = await PersonLookup.FindAsync(slice.Db, deliveries.SelectMany(d => d.Data.Students), ct);
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<TeachingGroupTold> delivery)
    {
        var data = delivery.Data;
        if (data.Students.FirstOrDefault(s => !people.ContainsKey(s)) is { } stranger)
        {
            return Disposition.Park(stranger.Key, $"Nobody is known as {stranger}.");
        }

        if (!groups.TryGetValue(data.Group, out var group))
        {
            group = new StudentGroup(data.Group, data.Title, data.Kind, Owner, data.AcademicYear);
            slice.Db.Add(group);
        }
        else if (group.Owner != Owner)
        {
            return Disposition.Quarantine("NOT_THE_OWNER", $"{group.Owner} owns the group {group.Code} and says who is in it.");
        }

        var (came, _) = group.Take([.. data.Students.Select(s => people[s]).Distinct()], data.From);
        slice.Db.AddRange(group.Members.Where(m => came.Contains(m.PersonId) && m.To is null));
        return Disposition.Applied;
    }
}
