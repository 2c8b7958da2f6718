using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Students.Merging;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Telling;

/// <summary>F050 to F009: what the loans company paid too much is a dated task here and a notice to Finance, in one act and at any hour.</summary>
public sealed class OverpaymentTellingTests : IAsyncLifetime
{
    private const string Support = "ABCD12345678K";
    private TellingScene scene = null!;

    private HubScene Hub => scene.Hub;

    public async Task InitializeAsync()
    {
        scene = await TellingScene.MakeAsync("FIN");
        await scene.Registry.SaveAsync(db => db.Set<Person>().Single(p => p.Id == Hub.Student.Id).Identify("SLC", IdentifierKinds.SupportNumber, Support, new DateOnly(2023, 9, 1)));
    }

    public Task DisposeAsync()
    {
        Hub.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    [ExactFields("F009")]
    public async Task Overpayment_IsToldToFinanceWithJustWhatItNeeds_AtOnce_OutsideItsPostingWindowToo()
    {
        scene.Registry.Clock.Now = new DateTimeOffset(2024, 6, 8, 22, 0, 0, TimeSpan.Zero);
        await OverpaidAsync("O1", 312.40m);
        await Hub.DrainAsync("FIN");
        var told = Assert.Single(await Hub.ToldAsync("F009"));
        Assert.Equal(["student", "academicYear", "notice", "amount", "settleBy", "version"], Fields.Of(told));
        Assert.Equal((Hub.Student.StudentNumber, "2023/24", "O1", "312.40", "2024-05-23", "1"),
            (Fields.Of(told, "student"), Fields.Of(told, "academicYear"), Fields.Of(told, "notice"), Fields.Of(told, "amount"), Fields.Of(told, "settleBy"), Fields.Of(told, "version")));
        Assert.Equal(OutboxState.Delivered, told.State);
        Assert.True(await scene.Registry.ReadAsync(db => db.Set<LoanNotice>().AnyAsync(n => n.Reference == "O1" && n.SettledOn == null)));
    }

    [Fact]
    [RefusedAtSend("F009")]
    public async Task OverpaymentThatWasSettledBeforeFinanceHeardOfIt_IsNotToldAnyMore()
    {
        await OverpaidAsync("O1", 312.40m);
        await SettleAsync();
        await Hub.DrainAsync("FIN");
        var told = Assert.Single(await Hub.ToldAsync("F009"));
        Assert.Equal((OutboxState.Withdrawn, "The overpayment was settled on 3 Jun 2024, before Finance heard of it."), (told.State, told.LastError));
    }

    [Fact]
    public async Task OverpaymentThatWasCorrectedBeforeItWent_GoesInItsNewSumOnly()
    {
        await OverpaidAsync("O1", 312.40m);
        await OverpaidAsync("O1", 200m, 2);
        await Hub.DrainAsync("FIN");
        var told = await Hub.ToldAsync("F009");
        Assert.Equal([("312.40", OutboxState.Withdrawn), ("200", OutboxState.Delivered)], told.ConvertAll(m => (Fields.Of(m, "amount")!, m.State)));
        Assert.Equal("A newer word of the same was written; it goes instead.", told[0].LastError);
    }

    [Fact]
    public async Task OverpaymentThatFinanceKnows_IsCorrectedThere_ToNothingToo_AndNobodyHasToActOnNothing()
    {
        await OverpaidAsync("O1", 312.40m);
        await Hub.DrainAsync("FIN");
        await OverpaidAsync("O1", 0m, 2);
        await Hub.DrainAsync("FIN");
        Assert.Equal([("312.40", OutboxState.Delivered), ("0", OutboxState.Delivered)], (await Hub.ToldAsync("F009")).ConvertAll(m => (Fields.Of(m, "amount")!, m.State)));
        Assert.DoesNotContain(await scene.Registry.ReadAsync(db => db.Set<LoanNotice>().ToListAsync()), n => n.IsWaiting);
    }

    [Fact]
    public async Task OverpaymentThatFinanceNeverHeardOf_IsNotToldWhenItIsTakenBack()
    {
        await OverpaidAsync("O1", 312.40m);
        await OverpaidAsync("O1", 0m, 2);
        await OverpaidAsync("O2", 0m);
        await Hub.DrainAsync("FIN");
        Assert.Equal([OutboxState.Withdrawn, OutboxState.Withdrawn], (await Hub.ToldAsync("F009")).ConvertAll(m => m.State));
    }

    [Fact]
    public async Task TwoNoticesOfOneStudent_AreTwoOverpayments_AndBothGo()
    {
        await OverpaidAsync("O1", 312.40m);
        await OverpaidAsync("O2", 100m);
        await Hub.DrainAsync("FIN");
        Assert.Equal([OutboxState.Delivered, OutboxState.Delivered], (await Hub.ToldAsync("F009")).ConvertAll(m => m.State));
    }

    [Fact]
    public async Task OverpaymentOfWhoHasLeft_OrWhoseRecordGaveWayMeanwhile_GoesUnderTheNumberThatFinanceKnows()
    {
        await OverpaidAsync("O1", 312.40m);
        await scene.TakeAsync(Hub.Engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11");
        var kept = await scene.Registry.Given.PersonAsync(p => p.Named("Achebe", "Ngozi"));
        Assert.Empty((await scene.Registry.Get<MergeService>().MergeAsync(new MergePerson { PersonId = Hub.Student.Id, KeptNumber = kept.StudentNumber }, scene.Registry.As(Role.RegistryManager))).Refusals);
        await OverpaidAsync("O2", 50m);
        await Hub.DrainAsync("FIN");
        Assert.Equal([(Hub.Student.StudentNumber, OutboxState.Delivered), (kept.StudentNumber, OutboxState.Delivered)], (await Hub.ToldAsync("F009", "LoanOverpaymentNotified")).ConvertAll(m => (Fields.Of(m, "student")!, m.State)));
    }

    private async Task SettleAsync()
    {
        var notice = await scene.Registry.ReadAsync(db => db.Set<LoanNotice>().SingleAsync(n => n.SettledOn == null));
        Assert.Empty((await scene.Registry.Get<FundingService>().SettleAsync(new SettleNotice(notice.Id, notice.Version), scene.Registry.As(Role.FeesOfficer))).Refusals);
    }

    private async Task OverpaidAsync(string notice, decimal amount, long version = 1) => Assert.Equal(InboxState.Applied, (await SayAsync(notice, amount, version)).State);

    private Task<Infrastructure.Integration.Receipt> SayAsync(string notice, decimal amount, long version) => Hub.SayAsync("F050", "OverpaymentNotified", $"{Support}/2023/24/{notice}/{version}",
        new { supportNumber = Support, academicYear = "2023/24", notice, noticeOn = "2024-05-09", amount }, version);
}
