using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Funding.Flows;

/// <summary>F050: how the loans company's payments and a student's finance stand, kept as it was told.</summary>
internal sealed class F050Statuses : InboundFlow<LoanStatusTold>
{
    private readonly LoanNotices notices = new();
    private Dictionary<string, long> people = [];

    public override string Flow => "F050";

    public override IReadOnlyList<string> Types => ["LoanPaymentStatusChanged", "StudentFinanceStatusChanged"];

    protected override void Check(LoanStatusTold data, Checks checks) => data.Check(checks);

    protected override string Subject(LoanStatusTold data) => data.SupportNumber;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<LoanStatusTold>> deliveries, CancellationToken ct)
    {
        people = await SupportNumbers.FindAsync(slice.Db, deliveries.Select(d => d.Data.SupportNumber), ct);
        foreach (var delivery in deliveries)
        {
            delivery.PersonId = people.TryGetValue(delivery.Data.SupportNumber, out var id) ? id : null;
        }

        await notices.LoadAsync(slice, [.. people.Values.Distinct()], ct);
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<LoanStatusTold> delivery)
    {
        var data = delivery.Data;
        if (delivery.PersonId is not { } person)
        {
            return Disposition.Park(FundingWaits.SupportNumber(data.SupportNumber), $"Nobody bears the support number {data.SupportNumber}.");
        }

        var kind = delivery.Message.Type == "LoanPaymentStatusChanged" ? LoanNoticeKind.PaymentStatus : LoanNoticeKind.FinanceStatus;
        var notice = new LoanNotice(person, kind, data.AcademicYear, data.Notice, data.NoticeOn, null, data.Status, delivery.Message.SourceVersion);
        if (!notices.IsNews(notice))
        {
            return Disposition.Stale;
        }

        notices.Keep(slice, notice);
        return Disposition.Applied;
    }
}
