using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards.Appeals;
using StudentRecords.Infrastructure.ExamBoards.Awards;
using StudentRecords.Infrastructure.Integration.Telling;
using StudentRecords.Tests.Integration;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards.Graduation;

/// <summary>A board's withdrawal is held until its release. What an appeal decides before then is what goes; what an appeal decides after it follows in the same lane.</summary>
public sealed class AppealBeforeReleaseTests : IAsyncLifetime
{
    private static readonly string[] Systems = ["SLC", "UKVI", "IAM", "CRM", "EWP"];
    private HubScene hub = null!;
    private AwardScene scene = null!;

    private TestRegistry Registry => hub.Registry;

    private long Student => scene.Engagements[0].PersonId;

    public async Task InitializeAsync()
    {
        hub = await HubScene.MakeAsync(Systems);
        scene = await AwardScene.SittingAsync(Registry, (70, 80));
        await Registry.SaveAsync(db =>
        {
            db.Set<Engagement>().Single(e => e.Id == scene.Engagements[0].Id).Sponsor(true);
            db.Set<Person>().Single(p => p.Id == Student).Identify("SLC", IdentifierKinds.SupportNumber, "WXMG1", new DateOnly(2023, 9, 1));
        });
        Assert.Empty((await scene.DecideAsync(await scene.CandidateAsync(0), new AwardProposal(AwardCode.Withdraw, null, null, "Decided by the board"))).Refusals);
        Assert.Empty((await scene.RatifyAsync()).Refusals);
    }

    public Task DisposeAsync()
    {
        hub.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task AppealBeforeTheRelease_IsAllThatGoes_AndTheCaseOfTheReportIsTakenBack()
    {
        Assert.Equal([InterventionState.Open], await CasesAsync());
        await HeardAsync(AwardCode.Proceed);
        Assert.Equal([InterventionState.Withdrawn], await CasesAsync());
        await ReleasedAsync();
        foreach (var (flow, field, first, second) in ((string, string, string, string)[])[("F049", "circumstance", "WithdrawnByBoard", "StudiesGoOn"), ("F051", "circumstance", "WithdrawnByBoard", "StudiesGoOn"), ("F021", "standing", "Leaving", "Staying")])
        {
            Assert.Equal([(first, OutboxState.Withdrawn, BoardWordGate.Superseded), (second, OutboxState.Withdrawn, StatusReportGate.NeverSent)], (await ToldAsync(flow, field)).Select(m => (m.Said, m.State, m.Why)));
        }

        Assert.Equal([("Withdraw", OutboxState.Withdrawn), ("Proceed", OutboxState.Delivered)], (await ToldAsync("F006", "decision")).Select(m => (m.Said, m.State)));
        Assert.Equal([("Withdraw", OutboxState.Withdrawn), ("Proceed", OutboxState.Delivered)], (await ToldAsync("F012", "decision")).Select(m => (m.Said, m.State)));
    }

    [Fact]
    public async Task AppealAfterTheRelease_FollowsInTheSameLane()
    {
        await ReleasedAsync();
        await HeardAsync(AwardCode.Proceed);
        await ReleasedAsync();
        Assert.Equal([("WithdrawnByBoard", OutboxState.Delivered), ("StudiesGoOn", OutboxState.Delivered)], (await ToldAsync("F049", "circumstance")).Select(m => (m.Said, m.State)));
        Assert.Equal([("WithdrawnByBoard", OutboxState.Delivered), ("StudiesGoOn", OutboxState.Delivered)], (await ToldAsync("F051", "circumstance")).Select(m => (m.Said, m.State)));
        Assert.Equal([("Leaving", OutboxState.Delivered), ("Staying", OutboxState.Delivered)], (await ToldAsync("F021", "standing")).Select(m => (m.Said, m.State)));
        Assert.Equal([InterventionState.Open, InterventionState.Open], await CasesAsync());
    }

    [Fact]
    public async Task DecisionThatStands_GoesAtItsRelease_AndNotBefore()
    {
        await DrainAsync();
        Assert.All(await ToldAsync("F051", "circumstance"), m => Assert.Equal(OutboxState.Unsent, m.State));
        await ReleasedAsync();
        Assert.All(await ToldAsync("F051", "circumstance"), m => Assert.Equal(OutboxState.Delivered, m.State));
    }

    [Fact]
    public async Task ReleaseThatWasMoved_MovesWhatWaitsForIt()
    {
        var later = Registry.Clock.Now.AddDays(20);
        await Registry.SaveAsync(db => db.Entry(db.Set<ResultRelease>().Single(r => r.BoardId == scene.BoardId)).Property(r => r.ReleaseAt).CurrentValue = later);
        await ReleasedAsync();
        Assert.All(await ToldAsync("F021", "standing"), m => Assert.Equal(OutboxState.Unsent, m.State));
        Registry.Clock.Advance(TimeSpan.FromDays(13));
        await DrainAsync();
        Assert.All(await ToldAsync("F021", "standing"), m => Assert.Equal(OutboxState.Delivered, m.State));
    }

    private async Task ReleasedAsync()
    {
        Registry.Clock.Advance(TimeSpan.FromDays(8));
        await DrainAsync();
    }

    private async Task DrainAsync()
    {
        foreach (var system in Systems)
        {
            await hub.DrainAsync(system);
        }
    }

    private async Task<List<(string? Said, OutboxState State, string? Why)>> ToldAsync(string flow, string field) =>
        [.. (await hub.ToldAsync(flow)).Where(m => m.PersonId == Student && Fields.Of(m).Contains(field)).Select(m => (Fields.Of(m, field), m.State, m.LastError))];

    private Task<List<InterventionState>> CasesAsync() => Registry.ReadAsync(db => db.Set<Intervention>().Where(i => i.PersonId == Student && i.Kind == InterventionKind.Sponsor).OrderBy(i => i.Id).Select(i => i.State).ToListAsync());

    /// <summary>An appeal that two approved, heard by a sitting of its own.</summary>
    private async Task HeardAsync(AwardCode code)
    {
        Registry.Clock.Advance(TimeSpan.FromHours(1));
        var (first, appeals) = (Assert.Single(await scene.DecisionsAsync()), Registry.Get<AppealService>());
        var appeal = (await appeals.RecordAsync(new RecordAppeal { DecisionId = first.Id, Reference = "AW-1", Grounds = "Illness that the board did not know of" }, Registry.As(scene.Secretary))).Value;
        await appeals.ApproveAsync(appeal, Registry.As(scene.Chair));
        var manager = new Infrastructure.Access.RegistryUser { UserName = "manager", DisplayName = "Manager" };
        await Registry.SaveAsync(db => db.Add(manager));
        var hearing = (await appeals.ApproveAsync(appeal, Registry.As(new Caller("Manager", manager.Id, [new RoleGrant(Role.RegistryManager, Scope.Everything)])))).Value!.Value;
        Assert.Empty((await Registry.Get<AwardBoardService>().FreezeAsync(hearing, Registry.As(scene.Secretary))).Refusals);
        Assert.Empty((await Registry.Get<DecisionService>().ConfirmAsync(new ConfirmPack { BoardId = hearing, PackVersion = 1, Verdict = ExaminerVerdict.Signed }, Registry.As(scene.External))).Refusals);
        var members = await Registry.ReadAsync(db => db.Set<BoardMember>().Where(m => m.BoardId == hearing).Select(m => m.UserId).ToListAsync());
        Assert.Empty((await Registry.Get<BoardService>().SitAsync(hearing, members.ToHashSet(), Registry.As(scene.Secretary))).Refusals);
        var number = await Registry.ReadAsync(db => db.Set<AwardCandidate>().Where(c => c.BoardId == hearing).Select(c => c.CandidateNumber).SingleAsync());
        Assert.Empty((await Registry.Get<AwardDecisionService>().DecideAsync(new DecideAward { BoardId = hearing, CandidateNumber = number, PackVersion = 1, Proposal = new AwardProposal(code, null, null, "The appeal is upheld") }, Registry.As(scene.Secretary))).Refusals);
        Assert.Empty((await Registry.Get<AwardDecisionService>().RatifyAsync(new RatifyBoard { BoardId = hearing, PackVersion = 1, ReleaseAt = Registry.Clock.Now }, Registry.As(scene.Chair))).Refusals);
    }
}
