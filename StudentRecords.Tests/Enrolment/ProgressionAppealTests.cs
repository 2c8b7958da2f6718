using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Infrastructure.Enrolment.Bulk;
using StudentRecords.Infrastructure.Enrolment.Progression;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards.Appeals;
using StudentRecords.Infrastructure.ExamBoards.Awards;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Enrolment;

/// <summary>A decision that an appeal has put in the place of one that was carried out.</summary>
public sealed class ProgressionAppealTests : IDisposable
{
    private readonly TestRegistry registry = new();

    [Fact]
    public async Task ADecisionAfterAnAppeal_WaitsUntilTheFirstIsTakenBack()
    {
        var scene = await ProgressionScene.RatifiedAsync(registry, AwardCode.Refer);
        var run = await scene.RunAsync();
        var hearing = await HearAsync(scene, AwardCode.ProceedTrailing);

        Assert.Equal("EARLIER_CARRIED_OUT", (await scene.LineAsync(await CheckAsync(scene, hearing), 0)).Codes);

        await scene.ApplyAsync(await scene.UndoAsync(run));
        var second = await CheckAsync(scene, hearing);
        await scene.ApplyAsync(second);
        Assert.Equal(BulkState.Done, (await scene.LineAsync(second, 0)).State);
        Assert.Contains((await scene.NowAsync(0)).Sessions, s => s is { SessionYear: "2024/25", YearOfProgramme: 2 });
        // the superseded decision is no longer offered
        Assert.Equal("NOTHING_TO_CARRY_OUT", Assert.Single((await registry.Get<ProgressionService>().CheckAsync([scene.Board.BoardId, hearing], registry.As(ProgressionScene.Manager))).Refusals).Code);
    }

    public void Dispose() => registry.Dispose();

    private async Task<long> CheckAsync(ProgressionScene scene, long board)
    {
        var checkedRun = await registry.Get<ProgressionService>().CheckAsync([board], registry.As(ProgressionScene.Manager));
        Assert.Empty(checkedRun.Refusals);
        await scene.WorkAsync();
        return checkedRun.Value;
    }

    private async Task<long> HearAsync(ProgressionScene scene, AwardCode code)
    {
        var appeals = registry.Get<AppealService>();
        var first = Assert.Single(await scene.Board.DecisionsAsync());
        var appeal = (await appeals.RecordAsync(new RecordAppeal { DecisionId = first.Id, Reference = "AP-1", Grounds = "A mark was read wrongly" }, registry.As(scene.Board.Secretary))).Value;
        await appeals.ApproveAsync(appeal, registry.As(scene.Board.Chair));
        var second = new Infrastructure.Access.RegistryUser { UserName = $"manager-{Guid.NewGuid():N}", DisplayName = "Second person" };
        await registry.SaveAsync(db => db.Add(second));
        var hearing = (await appeals.ApproveAsync(appeal, registry.As(new Caller("Second person", second.Id, [new RoleGrant(Role.RegistryManager, Scope.Everything)])))).Value!.Value;
        Assert.Empty((await registry.Get<AwardBoardService>().FreezeAsync(hearing, registry.As(scene.Board.Secretary))).Refusals);
        Assert.Empty((await registry.Get<DecisionService>().ConfirmAsync(new ConfirmPack { BoardId = hearing, PackVersion = 1, Verdict = ExaminerVerdict.Signed }, registry.As(scene.Board.External))).Refusals);
        var members = await registry.ReadAsync(db => db.Set<BoardMember>().Where(m => m.BoardId == hearing).Select(m => m.UserId).ToListAsync());
        Assert.Empty((await registry.Get<BoardService>().SitAsync(hearing, members.ToHashSet(), registry.As(scene.Board.Secretary))).Refusals);
        var number = await registry.ReadAsync(db => db.Set<AwardCandidate>().Where(c => c.BoardId == hearing).Select(c => c.CandidateNumber).SingleAsync());
        Assert.Empty((await registry.Get<AwardDecisionService>().DecideAsync(new DecideAward { BoardId = hearing, CandidateNumber = number, PackVersion = 1, Proposal = new AwardProposal(code, null, null, "The mark was read again") }, registry.As(scene.Board.Secretary))).Refusals);
        Assert.Empty((await registry.Get<AwardDecisionService>().RatifyAsync(new RatifyBoard { BoardId = hearing, PackVersion = 1, ReleaseAt = registry.Clock.Now }, registry.As(scene.Board.Chair))).Refusals);
        return hearing;
    }
}
