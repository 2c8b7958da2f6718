using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Funding.Loans;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Funding.Flows;

/// <summary>F050: an entitlement makes the loans company pay its part of the year's fee; an overpayment waits for somebody to act, and Finance hears of it at once.</summary>
internal sealed class F050Money : InboundFlow<LoanMoneyTold>
{
    private const string Source = "SLC";
    private readonly FundedEngagements engagements = new();
    private readonly LoanNotices notices = new();
    private Dictionary<string, long> people = [];
    private Dictionary<(string Key, long Person), FundingAward> awards = [];
    private Dictionary<long, string> numbers = [];

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
        await notices.LoadAsync(slice, [.. people.Values.Distinct()], ct);
        numbers = await slice.Db.Set<Person>().Where(p => people.Values.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.StudentNumber, ct);
        var keys = deliveries.Select(d => Key(d.Data)).ToList();
        awards = await slice.Db.Set<FundingAward>().Where(a => a.Source == Source && keys.Contains(a.Key)).ToDictionaryAsync(a => (a.Key, a.PersonId), ct);
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<LoanMoneyTold> delivery)
    {
        var data = delivery.Data;
        if (delivery.PersonId is not { } person)
        {
            return Disposition.Park(FundingWaits.SupportNumber(data.SupportNumber), $"Nobody bears the support number {data.SupportNumber}.");
        }

        var isEntitlement = delivery.Message.Type == "LoanEntitlementNotified";
        var notice = new LoanNotice(person, isEntitlement ? LoanNoticeKind.Entitlement : LoanNoticeKind.Overpayment, data.AcademicYear, data.Notice, data.NoticeOn, data.Amount, null, delivery.Message.SourceVersion);
        if (!notices.IsNews(notice))
        {
            return Disposition.Stale;
        }

        if (!isEntitlement)
        {
            return Owe(slice, notice, delivery.Message.CorrelationId);
        }

        if (engagements.Of(person, null) is not { } engagement)
        {
            return Disposition.Park(Waits.Enrolled(person), "The student has no engagement yet that the loan could pay for.");
        }

        notices.Keep(slice, notice);
        return notices.IsNewest(notice) ? Entitle(slice, engagement, data, delivery.Message.CorrelationId) : Disposition.Applied;
    }

    /// <summary>Finance hears of it in the same transaction (F009). What the company corrected to nothing has nobody to act on it.</summary>
    private Disposition Owe(FlowSlice slice, LoanNotice notice, string correlation)
    {
        var isCorrection = notices.Corrects(notice);
        notices.Keep(slice, notice);
        if (notice.Amount == 0)
        {
            notice.Settle(slice.Today, "The loans company says that nothing was paid too much.");
        }

        if (notice.Amount > 0 || isCorrection)
        {
            slice.Tell(OverpaymentNotices.Message(notice, numbers[notice.PersonId], slice.Now, correlation));
        }

        return Disposition.Applied;
    }

    /// <summary>The newest notice of a year stands, by the day that the company put on it.</summary>
    private Disposition Entitle(FlowSlice slice, Domain.Enrolment.Engagement engagement, LoanMoneyTold data, string correlation)
    {
        var terms = new AwardTerms { Code = Source, Payer = Payers.LoansCompany, Amount = data.Amount, AcademicYear = data.AcademicYear, From = Domain.Calendar.AcademicYear.Parse(data.AcademicYear).Start };
        if (awards.TryGetValue((Key(data), engagement.PersonId), out var award))
        {
            // which notice is the newest, the notices say
            award.Take(terms, award.SourceVersion + 1);
            engagement = engagements.ById(engagement.PersonId, award.EngagementId) ?? engagement;
        }
        else
        {
            awards[(Key(data), engagement.PersonId)] = award = new FundingAward(engagement, AwardKind.Loan, Source, Key(data), terms, data.NoticeOn.DayNumber);
            slice.Db.Add(award);
            engagements.Fees.Awarded(award);
        }

        engagements.Fees.Assess(slice.Db, engagement, slice.Now, correlation);
        return Disposition.Applied;
    }

    private static string Key(LoanMoneyTold data) => $"{data.SupportNumber}/{data.AcademicYear}";
}
