using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Infrastructure.Integration.Quarantine;

namespace StudentRecords.Infrastructure.Funding.Flows;

/// <summary>F040: a funded research place offsets the fee before it is billed; an amendment works the charges out again.</summary>
internal sealed class F040Studentships : InboundFlow<StudentshipTold>
{
    public const string Source = "RP";
    private readonly FundedEngagements engagements = new();
    private Dictionary<PersonRef, long> people = [];
    private Dictionary<(string Award, long Person), FundingAward> awards = [];
    private HashSet<(string Award, long Person)> keyed = [];

    public override string Flow => "F040";

    public override IReadOnlyList<string> Types => ["StudentshipAwarded", "StudentshipAmended"];

    protected override void Check(StudentshipTold data, Checks checks) => data.Check(checks);

    protected override string Subject(StudentshipTold data) => data.Student.Key;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<StudentshipTold>> deliveries, CancellationToken ct)
    {
        people = await PersonLookup.FindAsync(slice.Db, deliveries.Select(d => d.Data.Student), ct);
        foreach (var delivery in deliveries)
        {
            delivery.PersonId = people.TryGetValue(delivery.Data.Student, out var id) ? id : null;
        }

        await engagements.LoadAsync(slice.Db, [.. people.Values.Distinct()], ct);
        var keys = deliveries.Select(d => d.Data.Award).ToList();
        awards = await slice.Db.Set<FundingAward>().Where(a => a.Source == Source && keys.Contains(a.Key)).ToDictionaryAsync(a => (a.Key, a.PersonId), ct);
        keyed = await KeyedByHand.AmongAsync(slice.Db, Flow, [.. awards.Values.Select(a => (a.Key, a.PersonId, a.SourceVersion))], ct);
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<StudentshipTold> delivery)
    {
        var data = delivery.Data;
        if (delivery.PersonId is not { } person)
        {
            return Disposition.Park(data.Student.Key, $"Nobody is known as {data.Student}.");
        }

        var terms = new AwardTerms { Code = data.Award, Payer = data.Funder, Percent = data.CoverPercent, Amount = data.CoverAmount, Stipend = data.StipendAmount, StipendInstalments = data.StipendAmount is null ? null : data.StipendInstalments ?? 12, From = data.From, To = data.To };
        if (awards.TryGetValue((data.Award, person), out var held))
        {
            return held.Take(terms, delivery.Message.SourceVersion) && engagements.ById(person, held.EngagementId) is { } funded ? Assess(slice, funded, delivery)
                : keyed.Contains((data.Award, person)) ? KeyedByHand.Meets(data.Award, held.Terms == terms) : Disposition.Stale;
        }

        if (engagements.Of(person, data.Engagement) is not { } engagement)
        {
            return Disposition.Park(Waits.Enrolled(person), "The student has no engagement yet that the studentship could fund.");
        }

        var award = new FundingAward(engagement, AwardKind.Studentship, Source, data.Award, terms, delivery.Message.SourceVersion);
        slice.Db.Add(award);
        awards[(data.Award, person)] = award;
        engagements.Fees.Awarded(award);
        slice.Arrived.Add(FundingWaits.Award(Source, data.Award));
        return Assess(slice, engagement, delivery);
    }

    private Disposition Assess(FlowSlice slice, Domain.Enrolment.Engagement engagement, Delivery<StudentshipTold> delivery)
    {
        engagements.Fees.Assess(slice.Db, engagement, slice.Now, delivery.Message.CorrelationId);
        return Disposition.Applied;
    }
}
