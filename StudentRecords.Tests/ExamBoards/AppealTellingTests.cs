using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards.Appeals;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Infrastructure.Integration.Telling;
using StudentRecords.Tests.Integration;
using StudentRecords.Tests.Integration.Telling;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards;

/// <summary>F049: what a module board's withdrawal told the loans company, an appeal takes back in the same lane; what had not gone never goes.</summary>
public sealed class AppealTellingTests : IAsyncLifetime
{
    private readonly TestRegistry registry = new(settings: new Dictionary<string, string?> { ["Hub:DropFolder"] = RunFolder.NewFolder() });
    private BoardScene scene = null!;

    public async Task InitializeAsync()
    {
        Assert.Empty((await registry.Get<PartnerService>().ConfigureChannelAsync(new ConfigureChannel { System = "SLC", Kind = ChannelKind.Folder }, registry.As(Role.IntegrationOperator), default)).Refusals);
        scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [30, 30], [70, 80]);
        await registry.SaveAsync(db => db.Set<Person>().Single(p => p.Id == scene.Registrations[0].PersonId).Identify("SLC", IdentifierKinds.SupportNumber, "WXMR1", new DateOnly(2023, 9, 1)));
        await scene.FreezeAsync();
        await scene.ConfirmAsync();
        await scene.SitAsync();
        await registry.Get<DecisionService>().AcceptSuggestionsAsync(scene.BoardId, null, registry.As(scene.Secretary));
        Assert.Empty((await scene.ProposeAsync(new ProposedDecision((await scene.CandidateAsync(0)).CandidateNumber, BoardOutcome.Withdrawn, null, "Left in week 2"))).Refusals);
        Assert.Empty((await scene.RatifyAsync()).Refusals);
    }

    public Task DisposeAsync()
    {
        registry.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    [ExactFields("F049")]
    [RefusedAtSend("F049")]
    public async Task WithdrawalByTheBoard_ThatAnAppealReplacedBeforeItWent_IsNeverHeardOf()
    {
        await HeardAsync();
        await DrainAsync();
        var told = await ToldAsync();
        Assert.All(told, m => Assert.Equal(["supportNumber", "academicYear", "module", "circumstance", "decidedAt"], Fields.Of(m)));
        Assert.Equal(
            [("WithdrawnByBoard", OutboxState.Withdrawn, BoardWordGate.Superseded), ("StudiesGoOn", OutboxState.Withdrawn, StatusReportGate.NeverSent)], told.Select(m => (Fields.Of(m, "circumstance")!, m.State, m.LastError)));
    }

    [Fact]
    public async Task WithdrawalByTheBoard_ThatHasGone_IsFollowedByTheWordThatTheStudiesGoOn()
    {
        await DrainAsync();
        await HeardAsync();
        await DrainAsync();
        Assert.Equal([("WithdrawnByBoard", OutboxState.Delivered), ("StudiesGoOn", OutboxState.Delivered)], (await ToldAsync()).Select(m => (Fields.Of(m, "circumstance")!, m.State)));
    }

    private Task<List<OutboxMessage>> ToldAsync() => registry.ReadAsync(db => db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Flow == "F049" && m.Type == "SlcChangeOfCircumstance").OrderBy(m => m.Id).ToListAsync());

    private async Task DrainAsync()
    {
        while (await registry.Get<OutboxDispatcher>().PassAsync("SLC", default) > 0)
        {
        }
    }

    private async Task HeardAsync()
    {
        registry.Clock.Advance(TimeSpan.FromHours(1));
        var (first, appeals) = ((await scene.DecisionsAsync()).Single(d => d.Outcome == BoardOutcome.Withdrawn), registry.Get<AppealService>());
        var appeal = (await appeals.RecordAsync(new RecordAppeal { DecisionId = first.Id, Reference = "A-1", Grounds = "The form was another student's" }, registry.As(scene.Secretary))).Value;
        await appeals.ApproveAsync(appeal, registry.As(scene.Chair));
        var manager = new Infrastructure.Access.RegistryUser { UserName = "manager", DisplayName = "Manager" };
        await registry.SaveAsync(db => db.Add(manager));
        var board = (await appeals.ApproveAsync(appeal, registry.As(new Caller("Manager", manager.Id, [new RoleGrant(Role.RegistryManager, Scope.Everything)])))).Value!.Value;
        Assert.Empty((await registry.Get<BoardService>().FreezeAsync(board, registry.As(scene.Secretary))).Refusals);
        Assert.Empty((await registry.Get<DecisionService>().ConfirmAsync(new ConfirmPack { BoardId = board, PackVersion = 1, Verdict = ExaminerVerdict.Signed }, registry.As(scene.External))).Refusals);
        Assert.Empty((await registry.Get<BoardService>().SitAsync(board, new[] { scene.Chair, scene.Internal, scene.External }.Select(c => c.UserId!.Value).ToHashSet(), registry.As(scene.Secretary))).Refusals);
        var number = await registry.ReadAsync(db => db.Set<BoardCandidate>().Where(c => c.BoardId == board).Select(c => c.CandidateNumber).SingleAsync());
        Assert.Empty((await registry.Get<DecisionService>().ProposeAsync(new ProposeDecisions { BoardId = board, PackVersion = 1, Decisions = [new ProposedDecision(number, BoardOutcome.Failed, null, "The appeal is upheld")] }, registry.As(scene.Secretary))).Refusals);
        Assert.Empty((await registry.Get<RatificationService>().RatifyAsync(new RatifyBoard { BoardId = board, PackVersion = 1, ReleaseAt = registry.Clock.Now }, registry.As(scene.Chair))).Refusals);
    }
}
