using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Infrastructure.Integration.Telling;
using StudentRecords.Infrastructure.Work;
using StudentRecords.Tests.Integration;
using StudentRecords.Tests.Integration.RollCalls;
using StudentRecords.Tests.Support;
using static StudentRecords.Tests.Integration.Messages;

namespace StudentRecords.Tests.Funding;

/// <summary>What funders, Payroll, the loans company and the library tell, through the hub's door.</summary>
public sealed class FundingFlowTests : IAsyncLifetime
{
    private readonly TestRegistry registry = new();
    private readonly CancellationTokenSource stop = new();
    private readonly FeeScene scene;

    public FundingFlowTests() => scene = new(registry);

    public Task InitializeAsync() => registry.Services.GetServices<IHostedService>().Single(s => s.GetType().Name == "HubWriter").StartAsync(stop.Token);

    public async Task DisposeAsync()
    {
        await stop.CancelAsync();
        registry.Dispose();
    }

    [Fact]
    public async Task Studentship_OffsetsTheFee_IsAmended_AndEnds()
    {
        var (engagement, student) = await EnrolledAsync();

        Assert.Equal(InboxState.Applied, await SendAsync("F040", "RP", Studentship(student, 100, 1)));
        Assert.Equal([("Council", 9000m)], await StandingAsync(engagement));
        Assert.Equal(InboxState.Applied, await SendAsync("F040", "RP", Studentship(student, 50, 2)));
        Assert.Equal([("Council", 4500m), ("Student", 4500m)], await StandingAsync(engagement));
        Assert.Equal(InboxState.Stale, await SendAsync("F040", "RP", Message("rp-late", "StudentshipAmended", "RC1/late", StudentshipBody(student, 10), 1)));
        Assert.Equal(InboxState.Applied, await SendAsync("F040", "RP", Message("rp-3", "StudentshipTerminated", "RC1/3", new { award = "RC1", student, lastDay = "2023-12-31", reason = "Left the project" }, 3)));
        Assert.Equal([("Council", 1125m), ("Student", 7875m)], await StandingAsync(engagement));
    }

    [Fact]
    public async Task Termination_BeforeItsAward_WaitsForIt()
    {
        var (engagement, student) = await EnrolledAsync();

        Assert.Equal(InboxState.Parked, await SendAsync("F040", "RP", Message("rp-3", "StudentshipTerminated", "RC1/3", new { award = "RC1", student, lastDay = "2023-12-31", reason = "Left the project" }, 3)));
        await SendAsync("F040", "RP", Studentship(student, 100, 1));

        Assert.Equal([("Council", 2250m), ("Student", 6750m)], await StandingAsync(engagement));
    }

    [Fact]
    public async Task Grant_OfTwoStudents_FundsBoth_AndItsEndIsTheNamedStudentsOnly()
    {
        var (first, one) = await EnrolledAsync();
        var (second, two) = await EnrolledAsync();
        Assert.Equal(InboxState.Applied, await SendAsync("F040", "RP", Studentship(one, 100, 1)));
        Assert.Equal(InboxState.Parked, await SendAsync("F040", "RP", Message("rp-b2", "StudentshipTerminated", "RC1/b/2", new { award = "RC1", student = two, lastDay = "2023-12-31", reason = "Left the project" }, 2)));
        Assert.Equal([("Council", 9000m)], await StandingAsync(first));

        Assert.Equal(InboxState.Applied, await SendAsync("F040", "RP", Message("rp-b1", "StudentshipAwarded", "RC1/b/1", StudentshipBody(two, 100))));
        Assert.Equal([("Council", 9000m)], await StandingAsync(first));
        Assert.Equal([("Council", 2250m), ("Student", 6750m)], await StandingAsync(second));
    }

    [Fact]
    public async Task Notice_OfTheSameDay_ThatComesLater_Stands_AndACorrectedOneStandsForWhatItCorrects()
    {
        var (engagement, _) = await EnrolledAsync("SSN1");
        await SendAsync("F050", "SLC", Loan("n1", "LoanEntitlementNotified", "2023-09-10", 9000));
        Assert.Equal(InboxState.Applied, await SendAsync("F050", "SLC", Loan("n2", "LoanEntitlementNotified", "2023-09-10", 6000)));
        Assert.Equal([("Student", 3000m), ("Student Loans Company", 6000m)], await StandingAsync(engagement));

        Assert.Equal(InboxState.Applied, await SendAsync("F050", "SLC", Loan("n2", "LoanEntitlementNotified", "2023-09-10", 5000, version: 3)));
        Assert.Equal(InboxState.Stale, await SendAsync("F050", "SLC", Loan("n2", "LoanEntitlementNotified", "2023-09-10", 4000, version: 2)));
        Assert.Equal([("Student", 4000m), ("Student Loans Company", 5000m)], await StandingAsync(engagement));
    }

    [Fact]
    [ChangesTheRecord("F050")]
    public async Task Overpayment_ThatIsCorrected_WaitsInItsNewSumOnly()
    {
        var (engagement, _) = await EnrolledAsync("SSN1");
        await SendAsync("F050", "SLC", Loan("o1", "OverpaymentNotified", "2024-02-10", 250));
        await SendAsync("F050", "SLC", Loan("o1", "OverpaymentNotified", "2024-02-10", 200, version: 2));
        Assert.Equal(200m, Assert.Single((await AccountAsync(engagement)).Notices, n => n.IsWaiting).Amount);
    }

    [Fact]
    public async Task NoticeReference_OfAnotherStudent_IsAnotherNotice()
    {
        await EnrolledAsync("SSN1");
        var (second, _) = await EnrolledAsync("SSN2");
        await SendAsync("F050", "SLC", Loan("1", "LoanEntitlementNotified", "2023-09-10", 9000));
        Assert.Equal(InboxState.Applied, await SendAsync("F050", "SLC", Message("slc-b1", "LoanEntitlementNotified", "SSN2/2023/24/1", new { supportNumber = "SSN2", academicYear = "2023/24", notice = "1", noticeOn = "2023-09-10", amount = 6000 })));
        Assert.Equal([("Student", 3000m), ("Student Loans Company", 6000m)], await StandingAsync(second));
    }

    [Fact]
    public async Task LoanEntitlement_IsTheCompanysPart_AndTheNewestNoticeStands()
    {
        var (engagement, _) = await EnrolledAsync("SSN1");

        Assert.Equal(InboxState.Applied, await SendAsync("F050", "SLC", Loan("n1", "LoanEntitlementNotified", "2023-09-10", 9000)));
        Assert.Equal(InboxState.Applied, await SendAsync("F050", "SLC", Loan("n3", "LoanEntitlementNotified", "2024-02-10", 6000)));
        Assert.Equal(InboxState.Applied, await SendAsync("F050", "SLC", Loan("n2", "LoanEntitlementNotified", "2023-12-10", 100)));

        Assert.Equal([("Student", 3000m), ("Student Loans Company", 6000m)], await StandingAsync(engagement));
        Assert.Equal(3, await registry.ReadAsync(db => db.Set<LoanNotice>().CountAsync()));
    }

    [Fact]
    public async Task LoansCompany_IsToldItsPartOfTheFee_WhenARunIsReleased_AndAgainOnlyWhenItChanges()
    {
        await EnrolledAsync("SSN1");
        await EnrolledAsync();
        await SendAsync("F050", "SLC", Loan("n1", "LoanEntitlementNotified", "2023-09-10", 9000));
        Assert.Empty(await LoanFeesAsync());

        var office = new ChargeOffice(registry);
        await office.ReleasedAsync();
        Assert.Equal([("SSN1", "2023/24", "FeeAssessed", 9000m)], await LoanFeesAsync());

        await SendAsync("F050", "SLC", Loan("n2", "LoanEntitlementNotified", "2024-02-10", 6000));
        await SendAsync("F050", "SLC", Loan("n3", "LoanEntitlementNotified", "2024-02-11", 7500));
        await office.ReleasedAsync();
        Assert.Equal([("SSN1", "2023/24", "FeeAssessed", 9000m), ("SSN1", "2023/24", "FeeChanged", 7500m)], await LoanFeesAsync());
    }

    [Fact]
    public async Task SumThatAnotherRunChangedBeforeItWent_IsNeverToldToTheLoansCompany()
    {
        Assert.Empty((await registry.Get<PartnerService>().ConfigureChannelAsync(new ConfigureChannel { System = "SLC", Kind = ChannelKind.Folder }, registry.As(Role.IntegrationOperator), default)).Refusals);
        await EnrolledAsync("SSN1");
        var office = new ChargeOffice(registry);
        await SendAsync("F050", "SLC", Loan("n1", "LoanEntitlementNotified", "2023-09-10", 9000));
        await office.ReleasedAsync();
        await SendAsync("F050", "SLC", Loan("n2", "LoanEntitlementNotified", "2024-02-10", 6000));
        await office.ReleasedAsync();
        while (await registry.Get<OutboxDispatcher>().PassAsync("SLC", default) > 0)
        {
        }

        var told = await registry.ReadAsync(db => db.Set<OutboxMessage>().Where(m => m.Flow == "F049" && m.Key.EndsWith("/loan")).OrderBy(m => m.Id).ToListAsync());
        Assert.Equal([("9000", OutboxState.Withdrawn, LoanYearGate.AnotherSum), ("6000", OutboxState.Delivered, null)], told.Select(m => (Fields.Of(m, "amount")!.Split('.')[0], m.State, m.LastError)));
    }

    private async Task<IEnumerable<(string?, string?, string?, decimal)>> LoanFeesAsync()
    {
        var told = await registry.ReadAsync(db => db.Set<OutboxMessage>().Where(m => m.Flow == "F049" && m.Key.EndsWith("/loan")).OrderBy(m => m.Id).ToListAsync());
        Assert.All(told, m => Assert.Equal(["supportNumber", "engagement", "academicYear", "circumstance", "amount", "effectiveOn"], Fields.Of(m)));
        return told.Select(m => (Fields.Of(m, "supportNumber"), Fields.Of(m, "academicYear"), Fields.Of(m, "circumstance"), decimal.Parse(Fields.Of(m, "amount")!, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Overpayment_WaitsUntilItIsSettled()
    {
        var (engagement, _) = await EnrolledAsync("SSN1");
        await SendAsync("F050", "SLC", Loan("n4", "OverpaymentNotified", "2024-02-10", 250));
        await SendAsync("F050", "SLC", Message("slc-n5", "LoanPaymentStatusChanged", "SSN1/2023/24/n5", new { supportNumber = "SSN1", academicYear = "2023/24", notice = "n5", noticeOn = "2024-02-11", status = "Paid" }));
        var notice = (await AccountAsync(engagement)).Notices.Single(n => n.IsWaiting);
        var service = registry.Get<FundingService>();
        var work = registry.Services.GetServices<IWorkSource>().OfType<OverpaymentsWaiting>().Single();
        var line = Assert.Single(await work.WaitingAsync(TestRegistry.Caller(Role.FeesOfficer), default));
        Assert.Equal(($"overpayment of a loan to settle by 23 Feb 2024: {engagement.Person.StudentNumber}", $"/students/{engagement.PersonId}/money/notices/{notice.Id}/settle", true), (line.One, line.Address, line.IsUrgent));
        Assert.Equal(new DateOnly(2024, 2, 23), notice.DueOn);

        Assert.Equal("CHANGED_MEANWHILE", Assert.Single((await service.SettleAsync(new SettleNotice(notice.Id, notice.Version + 1), registry.As(Role.FeesOfficer))).Refusals).Code);
        Assert.True((await service.SettleAsync(new SettleNotice(notice.Id, notice.Version), registry.As(Role.FeesOfficer))).Succeeded);

        Assert.DoesNotContain((await AccountAsync(engagement)).Notices, n => n.IsWaiting);
        Assert.Empty(await work.WaitingAsync(TestRegistry.Caller(Role.FeesOfficer), default));
        Assert.Equal("NOTHING_TO_SETTLE", Assert.Single((await service.SettleAsync(new SettleNotice(notice.Id, notice.Version + 1), registry.As(Role.FeesOfficer))).Refusals).Code);
    }

    [Fact]
    public async Task ASupportNumber_ThatNobodyBears_IsWaitedFor() =>
        Assert.Equal(InboxState.Parked, await SendAsync("F050", "SLC", Loan("n1", "LoanEntitlementNotified", "2023-09-10", 9000)));

    [Fact]
    [ChangesTheRecord("F036")]
    public async Task Stipends_AreKept_AndThoseWithoutAnAwardAreMarked()
    {
        var (engagement, student) = await EnrolledAsync();
        await SendAsync("F040", "RP", Studentship(student, 100, 1));

        await SendAsync("F036", "PAY", Aid(student, "p1", "StipendPaid", "RC1"));
        await SendAsync("F036", "PAY", Aid(student, "p2", "BursaryPaymentConfirmed", "NOBODY"));
        await SendAsync("F036", "PAY", Aid(student, "p3", "PaymentReturned", "RC1"));

        var aid = (await AccountAsync(engagement)).Aid;
        Assert.Equal([("p1", true, 500m), ("p2", false, 500m), ("p3", true, -500m)], aid.Select(a => (a.Key, a.IsAuthorised, a.Amount)).OrderBy(a => a.Key));
    }

    [Fact]
    public async Task Balance_TheNewestSnapshotStands()
    {
        var (engagement, student) = await EnrolledAsync();

        Assert.Equal(InboxState.Applied, await SendAsync("F010", "FIN", Message("b2", "BalanceSnapshot", "b2", new { student, owed = 120.50m, asOf = "2024-05-02T03:00:00Z" })));
        Assert.Equal(InboxState.Stale, await SendAsync("F010", "FIN", Message("b1", "BalanceSnapshot", "b1", new { student, owed = 900m, asOf = "2024-05-01T03:00:00Z" })));

        Assert.Equal(120.50m, (await AccountAsync(engagement)).LedgerOwed);
    }

    [Fact]
    [ChangesTheRecord("F007")]
    public async Task LibraryObligation_HoldsUntilCleared_AndAClearanceThatComesFirstCancelsIt()
    {
        var (engagement, student) = await EnrolledAsync();
        string Raised(string id) => Message($"lib-{id}-1", "LibraryObligationRaised", $"{id}", new { student, obligation = id, reason = "Two books not returned", raisedOn = "2024-05-01", amount = 12.5m });
        string Cleared(string id) => Message($"lib-{id}-2", "LibraryObligationCleared", $"{id}", new { student, obligation = id, reason = "Returned", clearedOn = "2024-05-20" }, 2);

        await SendAsync("F007", "LIB", Raised("o1"));
        Assert.Equal(InboxState.Parked, await SendAsync("F007", "LIB", Cleared("o2")));
        await SendAsync("F007", "LIB", Raised("o2"));
        Assert.Equal(InboxState.Applied, await SendAsync("F007", "LIB", Message("lib-loans", "LibraryLoanSummary", "loans", new { student, on = "2024-05-20", items = 3 })));

        var holds = (await HoldsAsync(engagement)).OrderBy(h => h.Key, StringComparer.Ordinal).ToList();
        Assert.Equal([("o1", true), ("o2", false)], holds.Select(h => (h.Key, h.IsOpen)));
        Assert.Equal(("Library", Blocks.Progression | Blocks.Graduation, "Two books not returned (£12.50)"), (holds[0].Source, holds[0].Blocks, holds[0].Reason));
        Assert.Equal(InboxState.Stale, await SendAsync("F007", "LIB", Message("lib-o1-again", "LibraryObligationRaised", "o1/again", new { student, obligation = "o1", reason = "Two books not returned", raisedOn = "2024-05-01" })));
        await SendAsync("F007", "LIB", Cleared("o1"));
        Assert.DoesNotContain(await HoldsAsync(engagement), h => h.IsOpen);
    }

    [Fact]
    [RefusedOnArrival("F036")]
    public async Task AMessage_WithoutWhatItNeeds_GoesToQuarantineWithEveryFault()
    {
        Assert.Equal(InboxState.Quarantined, await SendAsync("F036", "PAY", Message("p9", "StipendPaid", "p9", new { student = new { system = "SIS", id = "" }, payment = "", authorisation = "A", scheme = "S", amount = 0, paidOn = "2099-01-01" })));
        var kept = await registry.ReadAsync(db => db.Set<InboxMessage>().SingleAsync(m => m.Flow == "F036"));
        Assert.Equal(("CONTRACT", 4), (kept.ReasonCode, kept.Reason!.Split("/", StringSplitOptions.RemoveEmptyEntries).Length));
    }

    private static string Studentship(object student, int percent, int version) => Message($"rp-{version}", version == 1 ? "StudentshipAwarded" : "StudentshipAmended", $"RC1/{version}", StudentshipBody(student, percent), version);

    private static object StudentshipBody(object student, int percent) => new { award = "RC1", student, funder = "Council", coverPercent = percent, from = "2023-09-01" };

    private static string Loan(string notice, string type, string on, int amount, int version = 1) =>
        Message($"slc-{notice}-{version}", type, $"SSN1/2023/24/{notice}", new { supportNumber = "SSN1", academicYear = "2023/24", notice, noticeOn = on, amount }, version);

    private static string Aid(object student, string payment, string type, string authorisation) =>
        Message($"pay-{payment}", type, payment, new { student, payment, authorisation, scheme = "Research stipend", amount = 500, paidOn = "2024-05-31" });

    private async Task<(Engagement Engagement, object Student)> EnrolledAsync(string? support = null)
    {
        var engagement = await scene.ExpectedAsync();
        if (support is not null)
        {
            await registry.SaveAsync(db => db.Set<Person>().Single(p => p.Id == engagement.PersonId).Identify("SLC", IdentifierKinds.SupportNumber, support, engagement.Start));
        }

        var version = await registry.ReadAsync(db => db.Set<Engagement>().Where(e => e.Id == engagement.Id).Select(e => e.Version).SingleAsync());
        Assert.True((await registry.Get<EnrolmentService>().TakeAsync(new TakeStep { Step = EnrolmentStep.Confirm, EngagementId = engagement.Id, Version = version }, registry.As(Role.RegistryOfficer))).Succeeded);
        return (engagement, new { system = "SIS", id = engagement.Person.StudentNumber });
    }

    private async Task<InboxState> SendAsync(string flow, string source, string text) => (await registry.Get<HubDoor>().SubmitAsync(flow, source, [text], "http", null, default))[0].State ?? InboxState.Accepted;

    private async Task<IEnumerable<(string, decimal)>> StandingAsync(Engagement engagement) =>
        ChargeDifference.Standing(await scene.ChargesAsync(engagement)).Select(c => (c.Sponsor, c.Amount)).OrderBy(c => c.Sponsor, StringComparer.Ordinal);

    private Task<IReadOnlyList<HoldView>> HoldsAsync(Engagement engagement) => registry.Get<EnrolmentQueries>().HoldsAsync(engagement.PersonId, TestRegistry.Caller(Role.RegistryManager));

    private Task<StudentAccount> AccountAsync(Engagement engagement) => registry.Get<MoneyQueries>().AccountAsync(engagement.PersonId, TestRegistry.Caller(Role.FeesOfficer));
}
