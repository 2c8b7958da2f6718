using System.Text;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Enrolment.Bulk;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Enrolment;

/// <summary>Holds placed and released from a file: each line by the rules of the desk.</summary>
public sealed class HoldJourneyTests : IDisposable
{
    private static readonly Caller Fiona = TestRegistry.Caller(Role.FeesOfficer);

    private readonly TestRegistry registry = new();
    private readonly EnrolmentScene scene;

    public HoldJourneyTests() => scene = new(registry);

    [Fact]
    public async Task Place_HoldsThoseThatItCan_AndAnswersEachLine()
    {
        var engagement = await scene.EngagementAsync(enrolled: false);
        var number = await NumberAsync(engagement);
        var run = await CheckAsync("place-holds", $"student,office,reason,howToClear,stops\n{number},Finance,Fees owed,Pay them.,enrolment graduation\n{number},Finance,Fees owed,Pay them.,enrolment\n{number},Bursary,,,luck\n99999999,Finance,Fees owed,Pay them.,results");
        var found = (await registry.Get<BulkQueries>().FindAsync(run, Fiona))!;
        Assert.Contains("Holds placed: 1", found.Effects, StringComparison.Ordinal);
        Assert.Empty(await HoldsAsync());

        await ApplyAsync(run);

        var lines = await LinesAsync(run);
        Assert.Equal([BulkState.Done, BulkState.Refused, BulkState.Refused, BulkState.Refused], lines.Select(l => l.State));
        Assert.Equal("ALREADY_HELD", lines[1].Codes);
        Assert.Equal(["HOLD_STOPS_NOTHING", "HOLD_WITHOUT_A_WAY_OUT", "HOLD_WITHOUT_REASON", "OFFICE_UNKNOWN", "STOPS_UNKNOWN"], lines[2].Codes!.Split(' ').Order());
        Assert.Equal("STUDENT_UNKNOWN", lines[3].Codes);
        var hold = Assert.Single(await HoldsAsync());
        Assert.Equal(("Finance", "Fees owed", Blocks.Enrolment | Blocks.Graduation), (hold.Source, hold.Reason, hold.Blocks));
        Assert.Equal("HOLD", Assert.Single((await scene.Service.TakeAsync(await scene.StepAsync(engagement, EnrolmentStep.Confirm), registry.As(EnrolmentScene.Olga))).Refusals).Code);
    }

    [Fact]
    public async Task Release_OfTheLastThingInTheWay_Enrols()
    {
        var engagement = await scene.EngagementAsync(enrolled: false, p => p.Held(Blocks.Enrolment).Held(Blocks.Graduation));
        var number = await NumberAsync(engagement);
        var run = await CheckAsync("release-holds", $"student,office\n{number},Finance\n{number},Finance");
        await ApplyAsync(run);

        var lines = await LinesAsync(run);
        Assert.Equal([(BulkState.Done, null), (BulkState.Refused, "NO_SUCH_HOLD")], lines.Select(l => (l.State, l.Codes)));
        Assert.Equal($"2 holds released; {engagement.Numhus} is enrolled.", lines[0].Answer);
        Assert.All(await HoldsAsync(), h => Assert.Equal("Paid in full", h.ReleaseReason));
        Assert.Equal(EngagementStatus.Enrolled, (await scene.NowAsync(engagement)).Status);
    }

    [Fact]
    public async Task AFileForAnotherOffice_IsRefusedWhole()
    {
        var outcome = await UploadAsync("release-holds", "student,office\n1,Library\n2,Finance\n3,Compliance");

        Assert.Equal(["NOT_THE_OWNER", "NOT_THE_OWNER"], outcome.Refusals.Select(r => r.Code));
        Assert.Empty(await registry.ReadAsync(db => db.Set<BulkRun>().ToListAsync()));
    }

    public void Dispose() => registry.Dispose();

    private Task<Outcome<long>> UploadAsync(string kind, string text) => registry.Get<BulkService>().UploadAsync(kind, "holds.csv", new MemoryStream(Encoding.UTF8.GetBytes(text)), registry.As(Fiona));

    private async Task<long> CheckAsync(string kind, string text)
    {
        var outcome = await UploadAsync(kind, text);
        Assert.Empty(outcome.Refusals);
        await RunAsync();
        return outcome.Value;
    }

    private async Task ApplyAsync(long run)
    {
        Assert.Empty((await registry.Get<BulkService>().ApplyAsync(run, registry.As(Fiona) with { Reason = "Paid in full" })).Refusals);
        await RunAsync();
    }

    private async Task RunAsync()
    {
        while (await registry.Get<JobRunner>().RunNextAsync(CancellationToken.None))
        {
        }
    }

    private async Task<List<BulkLineRow>> LinesAsync(long run) => [.. (await registry.Get<BulkQueries>().LinesAsync(new TableQuery { Of = run }, Fiona)).Rows.OrderBy(l => l.Number)];

    private Task<List<Hold>> HoldsAsync() => registry.ReadAsync(db => db.Set<Hold>().AsNoTracking().ToListAsync());

    private Task<string> NumberAsync(Engagement engagement) => registry.ReadAsync(db => db.Set<Person>().Where(p => p.Id == engagement.PersonId).Select(p => p.StudentNumber).SingleAsync());
}
