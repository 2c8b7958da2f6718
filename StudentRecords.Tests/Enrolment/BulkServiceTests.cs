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

public sealed class BulkServiceTests : IDisposable
{
    private readonly TestRegistry registry = new();
    private readonly EnrolmentScene scene;

    public BulkServiceTests() => scene = new(registry);

    private BulkService Bulk => registry.Get<BulkService>();

    [Theory]
    [InlineData("student,effectiveOn\n1,2024-01-10", "COLUMN_MISSING")]
    [InlineData("student,effectiveOn,endReason,colour\n1,2024-01-10,11,red", "COLUMN_UNKNOWN")]
    [InlineData("student,student,effectiveOn,endReason\n1,1,2024-01-10,11", "COLUMN_TWICE")]
    [InlineData("student,effectiveOn,endReason\n1,2024-01-10", "ROW_WRONG")]
    [InlineData("student,effectiveOn,endReason\n", "NO_LINES")]
    public async Task Upload_OfAFileThatCannotBeTrusted_IsRefusedWhole(string text, string code)
    {
        Assert.Equal(code, (await UploadAsync("withdraw", text)).Refusals[0].Code);
        Assert.Empty(await registry.ReadAsync(db => db.Set<BulkRun>().ToListAsync()));
    }

    [Fact]
    public async Task Check_ChangesNothing_AndTellsEffectsAndReasons()
    {
        var engagement = await scene.EngagementAsync(enrolled: true);
        var run = await CheckAsync($"student,effectiveOn,endReason\n{await NumberAsync(engagement)},2024-01-10,11\n99999999,2024-01-10,11\n{await NumberAsync(engagement)},tomorrow,11");

        var found = (await registry.Get<BulkQueries>().FindAsync(run, EnrolmentScene.Olga))!;
        Assert.Equal((BulkStage.Checked, 3, 1, 2), (found.Stage, found.Total, found.Ready, found.Refused));
        Assert.Contains("Engagements that become withdrawn: 1", found.Effects, StringComparison.Ordinal);
        Assert.Equal(["DAY_UNREADABLE", "STUDENT_UNKNOWN"], (await registry.Get<BulkQueries>().ReasonsAsync(run, EnrolmentScene.Olga)).Select(r => r.Codes).Order());
        Assert.Equal(EngagementStatus.Enrolled, (await scene.NowAsync(engagement)).Status);
        Assert.Empty(await scene.ToldAsync(engagement));
    }

    [Fact]
    public async Task Apply_DoesTheReadyLines_AndGivesEachItsAnswer()
    {
        var (one, other) = (await scene.EngagementAsync(enrolled: true), await scene.EngagementAsync(enrolled: true));
        var run = await CheckAsync($"student,effectiveOn,endReason\n{await NumberAsync(one)},2024-01-10,11\n{await NumberAsync(other)},2024-01-11,98\n{await NumberAsync(one)},2024-01-12,11");
        Assert.Empty((await ApplyAsync(run)).Refusals);

        var lines = (await registry.Get<BulkQueries>().LinesAsync(new TableQuery { Of = run }, EnrolmentScene.Olga)).Rows.OrderBy(l => l.Number).ToList();
        Assert.Equal([BulkState.Done, BulkState.Done, BulkState.Refused], lines.Select(l => l.State));
        Assert.Equal("STEP_NOT_ALLOWED", lines[2].Codes);
        Assert.Equal((EngagementStatus.Withdrawn, "11"), ((await scene.NowAsync(one)).Status, (await scene.NowAsync(one)).EndReason));
        Assert.Equal((EngagementStatus.Withdrawn, "98"), ((await scene.NowAsync(other)).Status, (await scene.NowAsync(other)).EndReason));
        Assert.Contains("Semester ended", (await scene.NowAsync(one)).Statuses.Select(s => s.Reason));
    }

    [Fact]
    public async Task Apply_ASecondTime_IsRefused()
    {
        var run = await CheckAsync($"student,effectiveOn,endReason\n{await NumberAsync(await scene.EngagementAsync(enrolled: true))},2024-01-10,11");
        Assert.Empty((await ApplyAsync(run)).Refusals);

        Assert.Equal("NOT_CHECKED", Assert.Single((await ApplyAsync(run)).Refusals).Code);
    }

    [Fact]
    public async Task ALineBeyondTheReachOfWhoAsked_IsRefusedThoughAJobDoesIt()
    {
        var engagement = await scene.EngagementAsync(enrolled: true);
        var caller = new Caller("olga.officer", 1, [new RoleGrant(Role.RegistryOfficer, new Scope(ScopeKind.Programme, "HIST"))]);
        using var file = new MemoryStream(Encoding.UTF8.GetBytes($"student,effectiveOn,endReason\n{await NumberAsync(engagement)},2024-01-10,11"));
        var run = (await Bulk.UploadAsync("withdraw", "beyond.csv", file, registry.As(caller))).Value;
        await RunAsync();

        Assert.Equal("STUDENT_UNKNOWN", (await registry.Get<BulkQueries>().LinesAsync(new TableQuery { Of = run }, caller)).Rows.Single().Codes);
    }

    [Fact]
    public async Task EveryJourney_PassesALineThatIsRight()
    {
        await registry.Given.ProgrammeAsync("BSC-HI");
        foreach (var (kind, text, enrolled, becomes) in new[]
        {
            ("confirm", "student\n{0}", false, EngagementStatus.Enrolled), ("interrupt", "student,effectiveOn\n{0},2024-01-10", true, EngagementStatus.Interrupted),
            ("transfer", "student,effectiveOn,programme,mode\n{0},2024-01-10,BSC-HI,31", true, EngagementStatus.Enrolled), ("noshow", "student,effectiveOn\n{0},2024-01-10", false, EngagementStatus.NoShow),
            ("complete", "student,effectiveOn\n{0},2024-01-10", true, EngagementStatus.Completed), ("re-enrol", "student,year\n{0},2024/25", true, EngagementStatus.Enrolled),
        })
        {
            var engagement = await scene.EngagementAsync(enrolled);
            var run = await CheckAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, text, await NumberAsync(engagement)), kind);
            Assert.Empty((await ApplyAsync(run)).Refusals);
            var line = (await registry.Get<BulkQueries>().LinesAsync(new TableQuery { Of = run }, EnrolmentScene.Olga)).Rows.Single();
            Assert.True(line.State == BulkState.Done, $"{kind}: {line.Answer}");
            Assert.Equal(becomes, (await scene.NowAsync(engagement)).Status);
        }
    }

    [Fact]
    public async Task Upload_ByARoleThatMayNotChange_IsTurnedAway() =>
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Bulk.UploadAsync("withdraw", "x.csv", Stream.Null, registry.As(Role.Auditor)));

    [Fact]
    public async Task ARun_IsSeenByWhoAskedAndByThoseWithoutALimit()
    {
        var run = await CheckAsync($"student,effectiveOn,endReason\n{await NumberAsync(await scene.EngagementAsync(enrolled: true))},2024-01-10,11");
        var limited = new Caller("other.officer", 7, [new RoleGrant(Role.RegistryOfficer, new Scope(ScopeKind.Programme, "BSC-CS"))]);

        Assert.Null(await registry.Get<BulkQueries>().FindAsync(run, limited));
        Assert.Equal("NO_SUCH_RUN", Assert.Single((await Bulk.ApplyAsync(run, registry.As(limited))).Refusals).Code);
        Assert.NotNull(await registry.Get<BulkQueries>().FindAsync(run, TestRegistry.Caller(Role.RegistryManager)));
    }

    public void Dispose() => registry.Dispose();

    private Task<Outcome<long>> UploadAsync(string kind, string text) =>
        Bulk.UploadAsync(kind, "leavers.csv", new MemoryStream(Encoding.UTF8.GetBytes(text)), registry.As(EnrolmentScene.Olga));

    private async Task<long> CheckAsync(string text, string kind = "withdraw")
    {
        var outcome = await UploadAsync(kind, text);
        Assert.Empty(outcome.Refusals);
        await RunAsync();
        return outcome.Value;
    }

    private async Task<Outcome> ApplyAsync(long run)
    {
        var outcome = await Bulk.ApplyAsync(run, registry.As(EnrolmentScene.Olga) with { Reason = "Semester ended" });
        await RunAsync();
        return outcome;
    }

    private async Task RunAsync()
    {
        while (await registry.Get<JobRunner>().RunNextAsync(CancellationToken.None))
        {
        }
    }

    private Task<string> NumberAsync(Engagement engagement) => registry.ReadAsync(db => db.Set<Person>().Where(p => p.Id == engagement.PersonId).Select(p => p.StudentNumber).SingleAsync());
}
