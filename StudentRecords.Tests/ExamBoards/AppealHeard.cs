using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Access;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards.Appeals;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards;

/// <summary>An appeal against a module board's decision, from its record to the decision that stands in the place of the first.</summary>
internal sealed class AppealHeard(TestRegistry registry, BoardScene board)
{
    /// <summary>Recorded by one, approved by two others; without the second there is no board to hold. Gives that board.</summary>
    public async Task<long> ApprovedAsync(BoardDecision against, string reference = "A-1")
    {
        var appeals = registry.Get<AppealService>();
        var appeal = (await appeals.RecordAsync(new RecordAppeal { DecisionId = against.Id, Reference = reference, Grounds = "Procedure was not followed" }, registry.As(board.Secretary))).Value;
        Assert.Null((await appeals.ApproveAsync(appeal, registry.As(board.Chair))).Value);
        Assert.Equal("SAME_PERSON", Assert.Single((await appeals.ApproveAsync(appeal, registry.As(board.Chair))).Refusals).Code);
        var manager = new RegistryUser { UserName = $"manager-{reference}", DisplayName = "Manager" };
        await registry.SaveAsync(db => db.Add(manager));
        return (await appeals.ApproveAsync(appeal, registry.As(new Caller("Manager", manager.Id, [new RoleGrant(Role.RegistryManager, Scope.Everything)])))).Value!.Value;
    }

    /// <summary>Condoned, and released at once.</summary>
    public async Task HeldAsync(long hearing)
    {
        var (boards, decisions) = (registry.Get<BoardService>(), registry.Get<DecisionService>());
        Assert.Empty((await boards.FreezeAsync(hearing, registry.As(board.Secretary))).Refusals);
        Assert.Empty((await decisions.ConfirmAsync(new ConfirmPack { BoardId = hearing, PackVersion = 1, Verdict = ExaminerVerdict.Signed }, registry.As(board.External))).Refusals);
        Assert.Empty((await boards.SitAsync(hearing, new[] { board.Chair, board.Internal, board.External }.Select(c => c.UserId!.Value).ToHashSet(), registry.As(board.Secretary))).Refusals);
        var number = await registry.ReadAsync(db => db.Set<BoardCandidate>().Where(c => c.BoardId == hearing).Select(c => c.CandidateNumber).SingleAsync());
        Assert.Empty((await decisions.ProposeAsync(new ProposeDecisions { BoardId = hearing, PackVersion = 1, Decisions = [new ProposedDecision(number, BoardOutcome.Condoned, null, "Illness on the day was shown")] }, registry.As(board.Secretary))).Refusals);
        Assert.Empty((await registry.Get<RatificationService>().RatifyAsync(new RatifyBoard { BoardId = hearing, PackVersion = 1, ReleaseAt = registry.Clock.Now }, registry.As(board.Chair))).Refusals);
    }
}
