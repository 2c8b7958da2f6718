using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Funding.Flows;

/// <summary>F050: an entitlement makes the loans company pay its part of the year's fee; an overpayment waits for somebody to act.</summary>
internal sealed class F050Money : InboundFlow<LoanMoneyTold>
{
    private const string Source = "SLC";
    private readonly FundedEngagements engagements = new();
    private Dictionary<string, long> people = [];
    private Dictionary<string, FundingAward> awards = [];
    private HashSet<string> held = [];

    public override string Flow => "F050";

    public override IReadOnlyList<string> Types => ["LoanEntitlementNotified", "OverpaymentNotified"];

    protected override void Check(LoanMoneyTold data, Checks checks) => data.Check(checks);

    protected override string Subject(LoanMoneyTold data) => data.SupportNumber;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<LoanMoneyTold>> deliveries, CancellationToken ct)
    {
        people = await SupportNumbers.FindAsync(slice.Db, deliveries.Select(d => d.Data.SupportNumber), ct);
        foreach (var delivery in deliveries)
        {
            delivery.PersonId = people.TryGetValue(delivery.Data.SupportNumber, out var id) ? id : null;
        }

        await engagements.LoadAsync(slice.Db, [.. people.Values.Distinct()], ct);
        var (notices, keys) = (deliveries.Select(d => d.Data.Notice).ToList(), deliveries.Select(d => Key(d.Data)).ToList());
        held = (await slice.Db.Set<LoanNotice>().Where(n => notices.Contains(n.Reference)).Select(n => n.Reference).ToListAsync(ct)).ToHashSet();
        awards = await slice.Db.Set<FundingAward>().Where(a => a.Source == Source && keys.Contains(a.Key)).ToDictionaryAsync(a => a.Key, ct);
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<LoanMoneyTold> delivery)
    {
        var data = delivery.Data;
        if (delivery.PersonId is not { } person)
        {
            return Disposition.Park(FundingWaits.SupportNumber(data.SupportNumber), $"Nobody bears the support number {data.SupportNumber}.");
        }

        if (held.Contains(data.Notice))
        {
            return Disposition.Stale;
        }

        if (delivery.Message.Type == "OverpaymentNotified")
        {
            Keep(slice, person, data, LoanNoticeKind.Overpayment);
            return Disposition.Applied;
        }

        if (engagements.Of(person, null) is not { } engagement)
        {
            return Disposition.Park(Waits.Enrolled(person), "The student has no engagement yet that the loan could pay for.");
        }

        Keep(slice, person, data, LoanNoticeKind.Entitlement);
        return Entitle(slice, engagement, data, delivery.Message.CorrelationId);
    }

    /// <summary>The newest notice of a year stands, by the day that the company put on it.</summary>
    private Disposition Entitle(FlowSlice slice, Domain.Enrolment.Engagement engagement, LoanMoneyTold data, string correlation)
    {
        var terms = new AwardTerms { Code = Source, Payer = Payers.LoansCompany, Amount = data.Amount, AcademicYear = data.AcademicYear, From = Domain.Calendar.AcademicYear.Parse(data.AcademicYear).Start };
        if (awards.TryGetValue(Key(data), out var award))
        {
            if (!award.Take(terms, data.NoticeOn.DayNumber))
            {
                return Disposition.Applied;
            }

            engagement = engagements.ById(engagement.PersonId, award.EngagementId) ?? engagement;
        }
        else
        {
            awards[Key(data)] = award = new FundingAward(engagement, AwardKind.Loan, Source, Key(data), terms, data.NoticeOn.DayNumber);
            slice.Db.Add(award);
            engagements.Fees.Awarded(award);
        }

        engagements.Fees.Assess(slice.Db, engagement, slice.Now, correlation);
        return Disposition.Applied;
    }

    private void Keep(FlowSlice slice, long person, LoanMoneyTold data, LoanNoticeKind kind)
    {
        held.Add(data.Notice);
        slice.Db.Add(new LoanNotice(person, kind, data.AcademicYear, data.Notice, data.NoticeOn, data.Amount, null));
    }

    private static string Key(LoanMoneyTold data) => $"{data.SupportNumber}/{data.AcademicYear}";
}
