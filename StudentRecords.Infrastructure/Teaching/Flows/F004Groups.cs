using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment.Groups;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Teaching.Flows;

/// <summary>
/// F004 TeachingGroupAllocated: who is in a group that timetabling owns, the newest list of each group. Exceptions that the registry pinned
/// stay as they are, and a list that would take out more than half waits for a person.
/// </summary>
internal sealed class F004Groups : InboundFlow<TeachingGroupTold>
{
    private const string Owner = "TTB";
    private readonly LastWords lists = new();
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
        await lists.LoadAsync(slice, codes.Select(Word), ct);
        people = await PersonLookup.FindAsync(slice.Db, deliveries.SelectMany(d => d.Data.Students), ct);
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<TeachingGroupTold> delivery)
    {
        var (data, message) = (delivery.Data, delivery.Message);
        if (!lists.IsNews(Word(data.Group), message.SourceVersion))
        {
            return Disposition.Stale;
        }

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

        var listed = data.Students.Select(s => people[s]).ToHashSet();
        var (gone, held) = group.Losses(listed);
        // trying it again from the quarantine is a person's approval
        if (MassChange.IsTooMuchOfAList(gone, held) && message.ReasonCode != MassChange.Code)
        {
            return Disposition.Quarantine(MassChange.Code, $"The list would take {gone} of the {held} students out of {group.Code}: more than half at once. It is not applied before a person approves it.");
        }

        var (came, _) = group.Take(listed, data.From);
        lists.Hear(slice, Word(data.Group), message.SourceVersion);
        slice.Db.AddRange(group.Members.Where(m => came.Contains(m.PersonId) && m.To is null));
        return Disposition.Applied;
    }

    private static string Word(string group) => $"F004/group/{group}";
}
