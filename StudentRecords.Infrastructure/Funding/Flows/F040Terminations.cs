using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Infrastructure.Integration.Quarantine;

namespace StudentRecords.Infrastructure.Funding.Flows;

/// <summary>F040 StudentshipTerminated: what falls due after the last day is the student's again. It ends the award of the student whom it names, and of nobody else on the same grant.</summary>
internal sealed class F040Terminations : InboundFlow<StudentshipTerminated>
{
    private readonly FundedEngagements engagements = new();
    private Dictionary<(string Award, long Person), FundingAward> awards = [];
    private HashSet<(string Award, long Person)> keyed = [];

    public override string Flow => "F040";

    public override IReadOnlyList<string> Types => ["StudentshipTerminated"];

    protected override void Check(StudentshipTerminated data, Checks checks) => data.Check(checks);

    protected override string Subject(StudentshipTerminated data) => data.Student.Key;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<StudentshipTerminated>> deliveries, CancellationToken ct)
    {
        await ToldFlow<StudentshipTerminated, Domain.Support.Intervention>.PeopleAsync(slice, deliveries, d => d.Student, ct);
        var (keys, people) = (deliveries.Select(d => d.Data.Award).ToList(), deliveries.Select(d => d.PersonId).OfType<long>().Distinct().ToList());
        awards = await slice.Db.Set<FundingAward>().Where(a => a.Source == F040Studentships.Source && keys.Contains(a.Key) && people.Contains(a.PersonId)).ToDictionaryAsync(a => (a.Key, a.PersonId), ct);
        keyed = await KeyedByHand.AmongAsync(slice.Db, Flow, [.. awards.Values.Select(a => (a.Key, a.PersonId, a.SourceVersion))], ct);
        await engagements.LoadAsync(slice.Db, people, ct);
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<StudentshipTerminated> delivery)
    {
        var data = delivery.Data;
        if (delivery.PersonId is not { } person)
        {
            return Disposition.Park(data.Student.Key, $"Nobody is known as {data.Student}.");
        }

        if (!awards.TryGetValue((data.Award, person), out var award) || engagements.ById(award.PersonId, award.EngagementId) is not { } engagement)
        {
            return Disposition.Park(FundingWaits.Award(F040Studentships.Source, data.Award), $"Award {data.Award} of this student has not arrived.");
        }

        if (!award.End(data.LastDay, data.Reason, delivery.Message.SourceVersion))
        {
            return keyed.Contains((data.Award, person)) ? KeyedByHand.Meets(data.Award, award.To == data.LastDay) : Disposition.Stale;
        }

        engagements.Fees.Assess(slice.Db, engagement, slice.Now, delivery.Message.CorrelationId);
        return Disposition.Applied;
    }
}
