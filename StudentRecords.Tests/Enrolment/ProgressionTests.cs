using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Progression;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.Enrolment.Bulk;
using StudentRecords.Infrastructure.Enrolment.Progression;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Locks;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Enrolment;

/// <summary>Ratified decisions carried out on enrolments, and taken back.</summary>
public sealed class ProgressionTests : IDisposable
{
    private static readonly AwardCode[] OfEachKind =
        [AwardCode.Proceed, AwardCode.ProceedTrailing, AwardCode.Refer, AwardCode.RepeatModules, AwardCode.RepeatStage, AwardCode.Withdraw, AwardCode.ExitAward];

    private readonly CrashOnce crash = new();
    private readonly TestRegistry registry;

    public ProgressionTests() => registry = new TestRegistry(s =>
    {
        s.ConfigureDbContext<SqliteRegistryDbContext>(o => o.AddInterceptors(crash));
        s.ConfigureDbContext<SqlServerRegistryDbContext>(o => o.AddInterceptors(crash));
    });

    [Theory]
    [InlineData(AwardCode.Proceed, ProgressionDeed.OpensNextStage, null)]
    [InlineData(AwardCode.ProceedWithAllowance, ProgressionDeed.OpensNextStage, null)]
    [InlineData(AwardCode.ProceedTrailing, ProgressionDeed.OpensNextStage, ResitKind.Trailing)]
    [InlineData(AwardCode.Refer, ProgressionDeed.WaitsForResits, ResitKind.Resit)]
    [InlineData(AwardCode.Defer, ProgressionDeed.WaitsForResits, ResitKind.Resit)]
    [InlineData(AwardCode.RepeatModules, ProgressionDeed.OpensSameStage, ResitKind.Repeat)]
    [InlineData(AwardCode.RepeatStage, ProgressionDeed.OpensSameStage, ResitKind.Repeat)]
    [InlineData(AwardCode.Withdraw, ProgressionDeed.Ends, null)]
    [InlineData(AwardCode.ExitAward, ProgressionDeed.EndsWithAward, null)]
    [InlineData(AwardCode.Award, ProgressionDeed.Nothing, null)]
    [InlineData(AwardCode.HeldMissing, ProgressionDeed.Nothing, null)]
    [InlineData(AwardCode.HeldMisconduct, ProgressionDeed.Nothing, null)]
    public void EachCode_HasItsDeed(AwardCode code, ProgressionDeed deed, ResitKind? again)
    {
        Assert.Equal((deed, again), (ProgressionTable.Of(code), ProgressionTable.Again(code, isDeferred: false)));
        Assert.Equal(code is AwardCode.Refer or AwardCode.Defer ? ResitKind.SameAttempt : again, ProgressionTable.Again(code, isDeferred: true));
    }

    [Fact]
    public async Task EachDecision_IsCarriedOut()
    {
        var scene = await ProgressionScene.RatifiedAsync(registry, OfEachKind);
        registry.Clock.Advance(TimeSpan.FromDays(8));

        var run = await scene.RunAsync();

        Assert.Equal((7, 0), ((await scene.FindAsync(run)).Done, (await scene.FindAsync(run)).Refused));
        Assert.Equal(
            [("2024/25", 2), ("2024/25", 2), (null, 0), ("2024/25", 1), ("2024/25", 1), (null, 0), (null, 0)],
            await Task.WhenAll(Enumerable.Range(0, 7).Select(async i => (await scene.NowAsync(i)).Sessions.Where(s => s.SessionYear == "2024/25").Select(s => ((string?)s.SessionYear, s.YearOfProgramme)).FirstOrDefault())));
        Assert.Equal((EngagementStatus.Withdrawn, "11"), ((await scene.NowAsync(5)).Status, (await scene.NowAsync(5)).EndReason));
        Assert.Equal((EngagementStatus.Completed, "01"), ((await scene.NowAsync(6)).Status, (await scene.NowAsync(6)).EndReason));
        var resits = await scene.ResitsAsync();
        Assert.Equal(
            [(ResitKind.Trailing, 2, "2024/25", 1), (ResitKind.Resit, 2, "2023/24", 1), (ResitKind.Repeat, 2, "2024/25", 3)],
            resits.GroupBy(r => (r.Kind, r.Attempt, r.Diet)).OrderBy(g => (g.Key.Kind != ResitKind.Trailing, g.Key.Kind)).Select(g => (g.Key.Kind, g.Key.Attempt, g.Key.Diet, g.Count())));
        Assert.Equal("AWA", resits.Single(r => r.Kind == ResitKind.Resit).Module);
        Assert.True((await registry.Get<AuditVerifier>().VerifyAsync(TestRegistry.Caller(Role.Auditor))).IsWhole);
    }

    [Fact]
    public async Task Check_ChangesNothing_AndCountsEachOutcome()
    {
        var scene = await ProgressionScene.RatifiedAsync(registry, OfEachKind);
        registry.Clock.Advance(TimeSpan.FromDays(8));
        var before = await scene.PictureAsync();

        var run = await scene.FindAsync(await scene.CheckAsync());

        Assert.Equal((BulkStage.Checked, 7, 7, 0), (run.Stage, run.Total, run.Ready, run.Refused));
        Assert.Equal(before, await scene.PictureAsync());
        foreach (var sentence in (string[])["Decisions carried out: Proceed: 1", "Decisions carried out: Refer: 1", "Decisions carried out: Withdraw: 1", "Modules to take again: in this year's resits: 1", "Course sessions opened: 4", "Engagements that become withdrawn: 1"])
        {
            Assert.Contains(sentence, run.Effects, StringComparison.Ordinal);
        }

        Assert.Empty(await scene.EntriesAsync());
    }

    [Fact]
    public async Task Undo_BringsEveryEnrolmentBack_AndTheDecisionsCanBeCarriedOutAgain()
    {
        var scene = await ProgressionScene.RatifiedAsync(registry, OfEachKind);
        registry.Clock.Advance(TimeSpan.FromDays(8));
        var before = await scene.PictureAsync();
        var run = await scene.RunAsync();
        var after = await scene.PictureAsync();

        var undo = await scene.UndoAsync(run);
        Assert.Contains("Course sessions taken back: 4", (await scene.FindAsync(undo)).Effects, StringComparison.Ordinal);
        await scene.ApplyAsync(undo);
        Assert.Equal(7, (await scene.FindAsync(undo)).Done);
        Assert.Equal(before, await scene.PictureAsync());
        Assert.Empty(await scene.ResitsAsync());

        await scene.RunAsync();
        Assert.Equal(after, await scene.PictureAsync());
        Assert.Equal([ProgressionAct.CarriedOut, ProgressionAct.TakenBack, ProgressionAct.CarriedOut], (await scene.EntriesAsync()).Take(3).Select(e => e.Act));
    }

    [Fact]
    public async Task AHoldOnProgression_StandsInTheWay_OfThatStudentOnly()
    {
        var scene = await ProgressionScene.RatifiedAsync(registry, AwardCode.Proceed, AwardCode.Proceed);
        await registry.SaveAsync(db => db.Add(new Hold(db.Set<Person>().Single(p => p.Id == scene.Board.Engagements[0].PersonId), "Library", "H1", "Books not returned", "Return them.", Blocks.Progression, registry.Clock.Today)));

        var run = await scene.RunAsync();

        Assert.Equal((1, 1), ((await scene.FindAsync(run)).Done, (await scene.FindAsync(run)).Refused));
        var refused = await scene.LineAsync(run, 0);
        Assert.Equal((BulkState.Refused, "HOLD"), (refused.State, refused.Codes));
        Assert.Contains("Library has placed a hold", refused.Answer, StringComparison.Ordinal);
        Assert.Equal(BulkState.Done, (await scene.LineAsync(run, 1)).State);
    }

    [Fact]
    public async Task WhoLeaves_LeavesNotBeforeTheResultsAreReleased()
    {
        var scene = await ProgressionScene.RatifiedAsync(registry, AwardCode.Withdraw, AwardCode.Proceed);

        var run = await scene.RunAsync();

        Assert.Equal("NOT_RELEASED", (await scene.LineAsync(run, 0)).Codes);
        Assert.Equal(EngagementStatus.Enrolled, (await scene.NowAsync(0)).Status);
        registry.Clock.Advance(TimeSpan.FromDays(8));
        var again = await scene.RunAsync();
        Assert.Equal((1, 1), ((await scene.FindAsync(again)).Total, (await scene.FindAsync(again)).Done));
    }

    [Fact]
    public async Task ARunThatDiesInTheMiddle_IsResumed_AndDoesNobodyTwice()
    {
        var scene = await ProgressionScene.RatifiedAsync(registry, OfEachKind);
        registry.Clock.Advance(TimeSpan.FromDays(8));
        var run = await scene.CheckAsync();
        crash.IsArmed = true;

        await scene.ApplyAsync(run);
        Assert.Equal((0, 7), ((await scene.FindAsync(run)).Done, (await scene.FindAsync(run)).Ready));
        registry.Clock.Advance(TimeSpan.FromMinutes(1));
        await scene.WorkAsync();

        Assert.True(crash.HasHappened);
        Assert.Equal((BulkStage.Applied, 7), ((await scene.FindAsync(run)).Stage, (await scene.FindAsync(run)).Done));
        Assert.Equal(7, (await scene.EntriesAsync()).Count);
        Assert.Equal(4, await registry.ReadAsync(db => db.Set<CourseSession>().CountAsync(s => s.SessionYear == "2024/25")));
        Assert.Equal(4, await registry.ReadAsync(db => db.Set<OutboxMessage>().CountAsync(m => m.Key.EndsWith("/session/2024/25"))));
    }

    [Fact]
    public async Task ADecisionThatIsCarriedOut_IsNotCarriedOutAgain()
    {
        var scene = await ProgressionScene.RatifiedAsync(registry, AwardCode.Proceed);
        await scene.RunAsync();

        Assert.Equal("NOTHING_TO_CARRY_OUT", Assert.Single((await registry.Get<ProgressionService>().CheckAsync([scene.Board.BoardId], registry.As(ProgressionScene.Manager))).Refusals).Code);
        Assert.Equal("CARRIED_OUT", (await FromFileAsync(scene, "2023/24")).Codes);
        Assert.Equal("NO_DECISION", (await FromFileAsync(scene, "2022/23")).Codes);
    }

    [Fact]
    public async Task Undo_OfWhoHasChosenModules_IsRefusedAndNamed()
    {
        var scene = await ProgressionScene.RatifiedAsync(registry, AwardCode.Proceed);
        var run = await scene.RunAsync();
        var occurrence = await registry.Given.OccurrenceAsync("NXT-2024A");
        await registry.SaveAsync(db =>
        {
            var engagement = db.Set<Engagement>().Include(e => e.Sessions).Single(e => e.Id == scene.Board.Engagements[0].Id);
            db.Attach(occurrence);
            db.Add(new ModuleRegistration(engagement, engagement.Sessions.Single(s => s.SessionYear == "2024/25"), occurrence, registry.Clock.Today, 1));
        });

        var undo = await scene.UndoAsync(run);

        var line = await scene.LineAsync(undo, 0);
        Assert.Equal("MODULES_CHOSEN", line.Codes);
        Assert.Contains("NXT-2024A", line.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWithdrawalTakenBack_IsToldToTheSponsorsAuthorityToo()
    {
        var scene = await ProgressionScene.RatifiedAsync(registry, AwardCode.Withdraw);
        registry.Clock.Advance(TimeSpan.FromDays(8));
        await registry.SaveAsync(db => db.Set<Engagement>().Single(e => e.Id == scene.Board.Engagements[0].Id).Sponsor(true));

        await scene.ApplyAsync(await scene.UndoAsync(await scene.RunAsync()));

        Assert.Equal(["Withdrawn", "Enrolled"], (await registry.ReadAsync(db => db.Set<OutboxMessage>().Where(m => m.Flow == "F051").OrderBy(m => m.Sequence).ToListAsync())).Select(m => Integration.Fields.Of(m, "circumstance")));
    }

    [Fact]
    public async Task WhoWasReEnrolledBefore_IsConfirmed_AndKeepsTheSessionWhenTakenBack()
    {
        var scene = await ProgressionScene.RatifiedAsync(registry, AwardCode.Proceed, AwardCode.RepeatStage);
        await registry.SaveAsync(db =>
        {
            foreach (var engagement in db.Set<Engagement>().Include(e => e.Sessions).Where(e => e.Programme.Code == "BSC-AWD").ToList())
            {
                engagement.SessionFor(new DateOnly(2024, 10, 1));
            }
        });

        var run = await scene.RunAsync();

        Assert.Contains("is in year 2 in 2024/25 already", (await scene.LineAsync(run, 0)).Answer, StringComparison.Ordinal);
        Assert.Equal("ALREADY_RE_ENROLLED", (await scene.LineAsync(run, 1)).Codes);
        await scene.ApplyAsync(await scene.UndoAsync(run));
        Assert.Contains((await scene.NowAsync(0)).Sessions, s => s.SessionYear == "2024/25");
    }

    public void Dispose() => registry.Dispose();

    private async Task<BulkLineRow> FromFileAsync(ProgressionScene scene, string year)
    {
        var number = await registry.ReadAsync(db => db.Set<Person>().Where(p => p.Id == scene.Board.Engagements[0].PersonId).Select(p => p.StudentNumber).SingleAsync());
        var file = new MemoryStream(System.Text.Encoding.UTF8.GetBytes($"student,year\n{number},{year}"));
        var run = await registry.Get<BulkService>().UploadAsync(ProgressionJourneyWord, "decisions.csv", file, registry.As(ProgressionScene.Manager));
        await scene.WorkAsync();
        return await scene.LineAsync(run.Value, 0);
    }

    private const string ProgressionJourneyWord = "progression";

    /// <summary>The machine dies once, between the last statement and the commit.</summary>
    private sealed class CrashOnce : DbTransactionInterceptor
    {
        public bool IsArmed { get; set; }

        public bool HasHappened { get; private set; }

        public override ValueTask<InterceptionResult> TransactionCommittingAsync(System.Data.Common.DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            if (IsArmed && !HasHappened && eventData.Context?.ChangeTracker.Entries<ProgressionEntry>().Any() == true)
            {
                HasHappened = true;
                throw new IOException("The machine died.");
            }

            return new(result);
        }
    }
}
