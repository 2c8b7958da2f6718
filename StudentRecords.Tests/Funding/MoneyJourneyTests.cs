using System.Text;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Enrolment.Bulk;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Funding;

/// <summary>Sponsors, scholarships and fee statuses from a file: the charges follow each line, and what stands is what a fresh look would charge.</summary>
public sealed class MoneyJourneyTests : IDisposable
{
    private static readonly Caller Fiona = TestRegistry.Caller(Role.FeesOfficer);

    private readonly TestRegistry registry = new();
    private readonly FeeScene scene;

    public MoneyJourneyTests() => scene = new(registry);

    [Fact]
    public async Task Awards_ThatPass_ChangeTheCharges_AndEachLineIsAnswered()
    {
        var (engagement, number) = await EnrolledAsync();
        var lines = await DoAsync("awards", $"student,kind,code,payer,percent,from\n{number},sponsor,,Harbour Shipping Ltd,50,2023-10-01\n{number},sponsor,,Harbour Shipping Ltd,50,2023-10-01\n{number},loan,,,half,soon\n{number},scholarship,VC,Vice-Chancellor,,2023-10-01");

        Assert.Equal([BulkState.Done, BulkState.Refused, BulkState.Refused, BulkState.Done], lines.Select(l => l.State));
        Assert.Equal("AWARD_STANDS", lines[1].Codes);
        Assert.Equal(["DAY_UNREADABLE", "KIND_UNKNOWN", "NUMBER_UNREADABLE", "PAYER_MISSING"], lines[2].Codes!.Split(' ').Order());
        Assert.Matches("^Vice-Chancellor pays from 2023-10-01; the student is billed £[0-9,.]+ less, others are billed £[0-9,.]+ more.$", lines[3].Answer);
        await StandsAsync(engagement);
        Assert.Contains(await scene.ChargesAsync(engagement), c => c.Sponsor == "Harbour Shipping Ltd");
    }

    [Fact]
    public async Task AnAwardThatIsEnded_StopsPayingAfterItsLastDay()
    {
        var (engagement, number) = await EnrolledAsync();
        await scene.GiveAsync(engagement, AwardKind.Sponsor, new AwardTerms { Code = "", Payer = "Levy", From = new DateOnly(2023, 10, 1) });

        var lines = await DoAsync("end-awards", $"student,payer,lastDay\n{number},Levy,2023-12-01\n{number},Nobody,2023-12-01");

        Assert.Equal([(BulkState.Done, null), (BulkState.Refused, "AWARD_UNKNOWN")], lines.Select(l => (l.State, l.Codes)));
        Assert.Equal(new DateOnly(2023, 12, 1), (await registry.ReadAsync(db => db.Set<FundingAward>().SingleAsync())).To);
        await StandsAsync(engagement);
    }

    [Fact]
    public async Task AFeeStatusThatIsDecided_ChangesThePrice()
    {
        var (engagement, number) = await EnrolledAsync();
        var before = (await scene.ChargesAsync(engagement)).Sum(c => c.Amount);

        var lines = await DoAsync("fee-statuses", $"student,status,effectiveOn\n{number},overseas,2023-09-01\n{number},martian,2023-09-01");

        Assert.Equal([(BulkState.Done, null), (BulkState.Refused, "FEE_STATUS_UNKNOWN")], lines.Select(l => (l.State, l.Codes)));
        Assert.True((await scene.ChargesAsync(engagement)).Sum(c => c.Amount) > before);
        await StandsAsync(engagement);
    }

    [Fact]
    public async Task ARoleThatMayOnlySeeMoney_IsTurnedAway() => await Assert.ThrowsAsync<UnauthorizedAccessException>(() =>
        registry.Get<BulkService>().UploadAsync("awards", "x.csv", Stream.Null, registry.As(Role.RegistryOfficer)));

    [Fact]
    public async Task Confirm_ByHandAtTheDesk_ChargesModulesRegisteredBefore()
    {
        await scene.ProgrammeAsync(FeeScene.PerCredit);
        var engagement = await scene.ExpectedAsync();
        var occurrence = await registry.Given.OccurrenceAsync("AAA-2023A", o => o.Worth(30m));
        await registry.Given.RegistrationAsync(engagement, occurrence);
        Assert.Empty(await scene.ChargesAsync(engagement));

        await ConfirmAsync(engagement);

        Assert.Equal((occurrence.Key, 600m), ((await scene.ChargesAsync(engagement)).First().Element, (await scene.ChargesAsync(engagement)).Sum(c => c.Amount)));
    }

    public void Dispose() => registry.Dispose();

    private async Task<(Engagement Engagement, string Number)> EnrolledAsync()
    {
        var engagement = await scene.ExpectedAsync();
        await ConfirmAsync(engagement);
        return (engagement, await registry.ReadAsync(db => db.Set<Person>().Where(p => p.Id == engagement.PersonId).Select(p => p.StudentNumber).SingleAsync()));
    }

    private async Task ConfirmAsync(Engagement engagement)
    {
        var version = await registry.ReadAsync(db => db.Set<Engagement>().Where(e => e.Id == engagement.Id).Select(e => e.Version).SingleAsync());
        Assert.Empty((await registry.Get<EnrolmentService>().TakeAsync(new TakeStep { Step = EnrolmentStep.Confirm, EngagementId = engagement.Id, Version = version }, registry.As(Role.RegistryOfficer))).Refusals);
    }

    private async Task StandsAsync(Engagement engagement) =>
        Assert.Equal((await scene.FreshAsync(engagement)).Sum(l => l.Amount), (await scene.ChargesAsync(engagement)).Sum(c => c.Amount));

    private async Task<List<BulkLineRow>> DoAsync(string kind, string text)
    {
        var run = await registry.Get<BulkService>().UploadAsync(kind, "money.csv", new MemoryStream(Encoding.UTF8.GetBytes(text)), registry.As(Fiona));
        Assert.Empty(run.Refusals);
        await RunAsync();
        Assert.Empty((await registry.Get<BulkService>().ApplyAsync(run.Value, registry.As(Fiona) with { Reason = "From the sponsor's list" })).Refusals);
        await RunAsync();
        return [.. (await registry.Get<BulkQueries>().LinesAsync(new TableQuery { Of = run.Value }, Fiona)).Rows.OrderBy(l => l.Number)];
    }

    private async Task RunAsync()
    {
        while (await registry.Get<JobRunner>().RunNextAsync(CancellationToken.None))
        {
        }
    }
}
