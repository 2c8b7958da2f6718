using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Support.Flows;

/// <summary>F011 PolicyAcknowledged: a student has read a version of a policy, the one that stands where none is named. An older one is kept and does not count for the newer.</summary>
internal sealed class F011Acknowledgements : InboundFlow<PolicyAcknowledged>
{
    private Dictionary<string, PolicyNotice> policies = [];
    private HashSet<(long Person, long Notice, long Version)> acknowledged = [];

    public override string Flow => "F011";

    public override IReadOnlyList<string> Types => ["PolicyAcknowledged"];

    protected override void Check(PolicyAcknowledged data, Checks checks) => data.Check(checks);

    protected override string Subject(PolicyAcknowledged data) => data.Student.Key;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<PolicyAcknowledged>> deliveries, CancellationToken ct)
    {
        await ToldFlow<PolicyAcknowledged, PolicyNotice>.PeopleAsync(slice, deliveries, d => d.Student, ct);
        var (keys, people) = (deliveries.Select(d => d.Data.Policy).Distinct().ToList(), deliveries.Select(d => d.PersonId).OfType<long>().ToList());
        policies = await slice.Db.Set<PolicyNotice>().Where(p => keys.Contains(p.Key)).ToDictionaryAsync(p => p.Key, ct);
        acknowledged = (await slice.Db.Set<PolicyAcknowledgement>().Where(a => people.Contains(a.PersonId)).Select(a => new { a.PersonId, a.NoticeId, a.PolicyVersion }).ToListAsync(ct)).Select(a => (a.PersonId, a.NoticeId, a.PolicyVersion)).ToHashSet();
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<PolicyAcknowledged> delivery)
    {
        var data = delivery.Data;
        if (delivery.PersonId is not { } person)
        {
            return Disposition.Park(data.Student.Key, $"Nobody is known as {data.Student}.");
        }

        if (!policies.TryGetValue(data.Policy, out var policy))
        {
            return Disposition.Park(Waits.Policy(data.Policy), $"The policy {data.Policy} has not arrived.");
        }

        if (policy.IsWithdrawn)
        {
            return Disposition.Refuse([new("POLICY_WITHDRAWN", $"{policy.Title} is withdrawn; nobody is asked to acknowledge it.", "F042")]);
        }

        var version = data.Version ?? policy.SourceVersion;
        if (version > policy.SourceVersion)
        {
            return Disposition.Park(Waits.Policy(data.Policy), $"Version {version} of the policy {data.Policy} has not arrived.");
        }

        if (!acknowledged.Add((person, policy.Id, version)))
        {
            return Disposition.Stale;
        }

        slice.Db.Add(new PolicyAcknowledgement(person, policy, version, data.On));
        return Disposition.Applied;
    }
}
