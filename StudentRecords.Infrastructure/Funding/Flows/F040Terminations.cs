using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Funding.Flows;

/// <summary>F040 StudentshipTerminated: what falls due after the last day is the student's again.</summary>
internal sealed class F040Terminations : InboundFlow<StudentshipTerminated>
{
    private readonly FundedEngagements engagements = new();
    private Dictionary<string, FundingAward> awards = [];

    public override string Flow => "F040";

    public override IReadOnlyList<string> Types => ["StudentshipTerminated"];

    protected override void Check(StudentshipTerminated data, Checks checks) => data.Check(checks);

    protected override string Subject(StudentshipTerminated data) => data.Student.Key;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<StudentshipTerminated>> deliveries, CancellationToken ct)
    {
        var keys = deliveries.Select(d => d.Data.Award).ToList();
        awards = await slice.Db.Set<FundingAward>().Where(a => a.Source == F040Studentships.Source && keys.Contains(a.Key)).ToDictionaryAsync(a => a.Key, ct);
        foreach (var delivery in deliveries)
        {
            delivery.PersonId = awards.GetValueOrDefault(delivery.Data.Award)?.PersonId;
        }

        await engagements.LoadAsync(slice.Db, [.. awards.Values.Select(a => a.PersonId).Distinct()], ct);
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<StudentshipTerminated> delivery)
    {
        var data = delivery.Data;
        if (!awards.TryGetValue(data.Award, out var award) || engagements.ById(award.PersonId, award.EngagementId) is not { } engagement)
        {
            return Disposition.Park(FundingWaits.Award(F040Studentships.Source, data.Award), $"Award {data.Award} has not arrived.");
        }

        if (!award.End(data.LastDay, data.Reason, delivery.Message.SourceVersion))
        {
            return Disposition.Stale;
        }

        engagements.Fees.Assess(slice.Db, engagement, slice.Now, delivery.Message.CorrelationId);
        return Disposition.Applied;
    }
}
