using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Appeals;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Assessment;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards.Appeals;
using StudentRecords.Infrastructure.Store.Locks;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards;

/// <summary>The only way back: recorded by one, approved by two others, decided beside the first and locked in its turn.</summary>
public sealed class AppealTests : IAsyncLifetime
{
    private readonly TestRegistry registry = new();
    private BoardScene scene = null!;
    private BoardDecision first = null!;

    private AppealService Appeals => registry.Get<AppealService>();

    [Fact]
    public async Task AnAppeal_LeadsToANewDecisionBesideTheFirst_AndConsumersAreTold()
    {
        var hearing = await ApprovedAsync();
        await HoldAsync(hearing, BoardOutcome.Condoned, "Illness on the day was shown");

        var decisions = await registry.ReadAsync(db => db.Set<BoardDecision>().AsNoTracking().Where(d => d.RegistrationId == first.RegistrationId).OrderBy(d => d.Id).ToListAsync());
        Assert.Equal([BoardOutcome.Failed, BoardOutcome.Condoned], decisions.Select(d => d.Outcome));
        Assert.Equal([null, first.Id], decisions.Select(d => d.SupersedesId));
        Assert.Equal(first.OverallMark, decisions[1].OverallMark);
        var told = await registry.ReadAsync(db => db.Set<OutboxMessage>().Where(m => m.Flow == "F012" && m.PersonId == first.PersonId).OrderBy(m => m.Id).ToListAsync());
        Assert.Equal([1, 2], told.Select(m => int.Parse(m.Key.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Contains("\"supersedes\":1", told[1].Body, StringComparison.Ordinal);
        var shown = await registry.Get<ResultQueries>().OfPersonAsync(first.PersonId, TestRegistry.Caller(Role.RegistryManager));
        Assert.Equal(BoardOutcome.Condoned, Assert.Single(shown).Decision!.Outcome);
        Assert.True((await registry.Get<AuditVerifier>().VerifyAsync(TestRegistry.Caller(Role.Auditor))).IsWhole);
    }

    [Fact]
    public async Task TheSecondDecision_IsLockedInItsTurn()
    {
        var hearing = await ApprovedAsync();
        await HoldAsync(hearing, BoardOutcome.Condoned, "Illness on the day was shown");

        await Assert.ThrowsAsync<RecordLockedException>(() => registry.SaveAsync(db => db.Entry(db.Set<BoardDecision>().Single(d => d.SupersedesId != null)).Property(d => d.Grade).CurrentValue = "First"));
        await Assert.ThrowsAsync<RecordLockedException>(() => registry.SaveAsync(db => db.Remove(db.Set<Appeal>().Single())));
        Assert.Contains("SUPERSEDED", (await RecordAsync("A-2", scene.Secretary)).Refusals.Select(r => r.Code));
    }

    [Fact]
    public async Task OnePersonAlone_OrWhoRecordedIt_OpensNothing()
    {
        var both = await UserAsync("Both", Role.RegistryManager);
        var appeal = (await RecordAsync("A-1", both)).Value;

        Assert.Equal("SAME_PERSON", Assert.Single((await Appeals.ApproveAsync(appeal, registry.As(both))).Refusals).Code);
        Assert.Null((await Appeals.ApproveAsync(appeal, registry.As(scene.Chair))).Value);
        Assert.Equal("SAME_PERSON", Assert.Single((await Appeals.ApproveAsync(appeal, registry.As(scene.Chair))).Refusals).Code);
        Assert.Equal("PERSON_NEEDED", Assert.Single((await Appeals.ApproveAsync(appeal, registry.AsSystem())).Refusals).Code);
        Assert.Equal(1, await registry.ReadAsync(db => db.Set<ExamBoard>().CountAsync()));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Appeals.ApproveAsync(appeal, registry.As(scene.Secretary)));
    }

    [Fact]
    public async Task ABoardWithoutAnApprovedAppeal_CannotDecideAgain()
    {
        var hearing = await ApprovedAsync();
        // the second approval is taken away behind the record's back: before the lock stood over it, it could not be
        await registry.ReadAsync(async db =>
        {
            await db.Database.ExecuteSqlRawAsync(TestDatabase.Server is not null ? "DISABLE TRIGGER Appeal_Lock ON Appeal" : "DROP TRIGGER Appeal_Lock_Update");
            return await db.Set<Appeal>().ExecuteUpdateAsync(s => s.SetProperty(a => a.SecondApproverId, (long?)null));
        });
        await PrepareAsync(hearing, BoardOutcome.Condoned, "Because");

        var refused = await RatifyAsync(hearing);

        Assert.Equal("ALREADY_DECIDED", Assert.Single(refused.Refusals).Code);
    }

    [Fact]
    public async Task ARejectedAppeal_IsClosed_AndAnotherMayFollow()
    {
        var appeal = (await RecordAsync("A-1", scene.Secretary)).Value;
        Assert.Equal("APPEAL_OPEN", Assert.Single((await RecordAsync("A-2", scene.Secretary)).Refusals).Code);

        Assert.Empty((await Appeals.RejectAsync(appeal, registry.As(scene.Chair) with { Reason = "No ground of the regulations" })).Refusals);

        Assert.Equal("APPEAL_CLOSED", Assert.Single((await Appeals.ApproveAsync(appeal, registry.As(scene.Chair))).Refusals).Code);
        Assert.Empty((await RecordAsync("A-2", scene.Secretary)).Refusals);
        var rows = (await registry.Get<AppealQueries>().PageAsync(new TableQuery().With("state", "rejected"), scene.Chair)).Rows;
        Assert.Equal(("A-1", AppealState.Rejected), (Assert.Single(rows).Reference, rows[0].State));
        Assert.Equal("No ground of the regulations", (await registry.Get<AppealQueries>().RecordAsync(appeal, scene.Chair))!.Appeal.RejectionReason);
    }

    [Fact]
    public async Task Record_NeedsAReferenceAndGrounds()
    {
        var refused = await Appeals.RecordAsync(new RecordAppeal { DecisionId = first.Id, Reference = " ", Grounds = "" }, registry.As(scene.Secretary));

        Assert.Equal(["GROUNDS_MISSING", "REFERENCE_MISSING"], refused.Refusals.Select(r => r.Code).Order());
        Assert.Equal(first.Id, (await registry.Get<AppealQueries>().DecisionAsync(scene.BoardId, first.CandidateNumber, scene.Secretary))!.DecisionId);
    }

    public async Task InitializeAsync()
    {
        scene = await BoardScene.RatifiedAsync(registry, "AAA-2023A", [30, 30], [70, 80]);
        first = (await scene.DecisionsAsync()).Single(d => d.Outcome == BoardOutcome.Failed);
    }

    public Task DisposeAsync()
    {
        registry.Dispose();
        return Task.CompletedTask;
    }

    private Task<Domain.Outcome<long>> RecordAsync(string reference, Caller by) =>
        Appeals.RecordAsync(new RecordAppeal { DecisionId = first.Id, Reference = reference, Grounds = "Procedure was not followed" }, registry.As(by));

    private async Task<long> ApprovedAsync()
    {
        var appeal = (await RecordAsync("A-1", scene.Secretary)).Value;
        await Appeals.ApproveAsync(appeal, registry.As(scene.Chair));
        return (await Appeals.ApproveAsync(appeal, registry.As(await UserAsync("Manager", Role.RegistryManager)))).Value!.Value;
    }

    private async Task HoldAsync(long board, BoardOutcome outcome, string reason)
    {
        await PrepareAsync(board, outcome, reason);
        Assert.Empty((await RatifyAsync(board)).Refusals);
    }

    private async Task PrepareAsync(long board, BoardOutcome outcome, string reason)
    {
        var boards = registry.Get<BoardService>();
        Assert.Empty((await boards.FreezeAsync(board, registry.As(scene.Secretary))).Refusals);
        Assert.Empty((await registry.Get<DecisionService>().ConfirmAsync(new ConfirmPack { BoardId = board, PackVersion = 1, Verdict = ExaminerVerdict.Signed }, registry.As(scene.External))).Refusals);
        Assert.Empty((await boards.SitAsync(board, new[] { scene.Chair, scene.Internal, scene.External }.Select(c => c.UserId!.Value).ToHashSet(), registry.As(scene.Secretary))).Refusals);
        var number = await registry.ReadAsync(db => db.Set<BoardCandidate>().Where(c => c.BoardId == board).Select(c => c.CandidateNumber).SingleAsync());
        Assert.Empty((await registry.Get<DecisionService>().ProposeAsync(new ProposeDecisions { BoardId = board, PackVersion = 1, Decisions = [new ProposedDecision(number, outcome, null, reason)] }, registry.As(scene.Secretary))).Refusals);
    }

    private Task<Domain.Outcome<RatifiedBoard>> RatifyAsync(long board) =>
        registry.Get<RatificationService>().RatifyAsync(new RatifyBoard { BoardId = board, PackVersion = 1, ReleaseAt = registry.Clock.Now }, registry.As(scene.Chair));

    private async Task<Caller> UserAsync(string name, Role role)
    {
        var user = new Infrastructure.Access.RegistryUser { UserName = $"{name}-{Guid.NewGuid():N}", DisplayName = name };
        await registry.SaveAsync(db => db.Add(user));
        return new Caller(name, user.Id, [new RoleGrant(role, Scope.Everything)]);
    }
}
