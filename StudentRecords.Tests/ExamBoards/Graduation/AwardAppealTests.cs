using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Appeals;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards.Appeals;
using StudentRecords.Infrastructure.ExamBoards.Awards;
using StudentRecords.Infrastructure.Store.Locks;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards.Graduation;

/// <summary>Appeals against awards: recorded by one, approved by two others, decided beside the first and locked in its turn.</summary>
public sealed class AwardAppealTests : IAsyncLifetime
{
    private readonly TestRegistry registry = new();
    private GraduationScene scene = null!;
    private AwardDecision first = null!;

    private AppealService Appeals => registry.Get<AppealService>();

    public async Task InitializeAsync()
    {
        scene = await GraduationScene.AwardedAsync(registry);
        first = await scene.DecisionAsync(1);
    }

    public Task DisposeAsync()
    {
        registry.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task AnAppeal_LeadsToANewAwardBesideTheFirst_AndConsumersAreToldTheSecondVersion()
    {
        var hearing = await ApprovedAsync();
        Assert.Empty((await HoldAsync(hearing, "First")).Refusals);

        var decisions = await registry.ReadAsync(db => db.Set<AwardDecision>().AsNoTracking().Where(d => d.EngagementId == first.EngagementId).OrderBy(d => d.Id).ToListAsync());
        Assert.Equal([null, "First"], decisions.Select(d => d.Class));
        Assert.Equal([null, first.Id], decisions.Select(d => d.SupersedesId));
        var told = await registry.ReadAsync(db => db.Set<OutboxMessage>().Where(m => m.Flow == "F006" && m.PersonId == first.PersonId).OrderBy(m => m.Id).ToListAsync());
        Assert.Equal(["1", "2"], told.Select(m => m.Key.Split('/')[^1]));
        var row = (await scene.RowsAsync()).Single(r => r.PersonId == first.PersonId);
        Assert.Equal((decisions[1].Id, "First"), (row.DecisionId, row.Class));
        Assert.True((await registry.Get<AuditVerifier>().VerifyAsync(TestRegistry.Caller(Role.Auditor))).IsWhole);
        var record = (await registry.Get<AppealQueries>().RecordAsync((await AppealAsync()).Id, scene.Board.Chair))!;
        Assert.Equal(("First", (string?)null), (record.InItsPlace!.Class, record.Against.Class));
    }

    [Fact]
    public async Task WhileAnAppealIsOpen_TheAwardIsNotConferred()
    {
        Assert.Equal(2, (await scene.ListAllAsync()).Value);
        await RecordAsync("AW-1");

        Assert.Equal("APPEAL_OPEN", Assert.Single((await scene.ConferAsync()).Refusals).Code);
    }

    [Fact]
    public async Task OnePersonAlone_OrWhoRecordedIt_OpensNothing()
    {
        var both = await UserAsync("Both", Role.RegistryManager);
        var appeal = (await RecordAsync("AW-1", both)).Value;

        Assert.Equal("SAME_PERSON", Assert.Single((await Appeals.ApproveAsync(appeal, registry.As(both))).Refusals).Code);
        Assert.Null((await Appeals.ApproveAsync(appeal, registry.As(scene.Board.Chair))).Value);
        Assert.Equal("SAME_PERSON", Assert.Single((await Appeals.ApproveAsync(appeal, registry.As(scene.Board.Chair))).Refusals).Code);
        Assert.Equal("PERSON_NEEDED", Assert.Single((await Appeals.ApproveAsync(appeal, registry.AsSystem())).Refusals).Code);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Appeals.ApproveAsync(appeal, registry.As(scene.Board.Secretary)));
    }

    [Fact]
    public async Task AHearingWithoutTheSecondApproval_CannotDecideAgain()
    {
        var hearing = await ApprovedAsync();
        // taken away behind the record's back: with the lock over it, it could not be
        await registry.ReadAsync(async db =>
        {
            await db.Database.ExecuteSqlRawAsync(TestDatabase.Server is not null ? "DISABLE TRIGGER AwardAppeal_Lock ON AwardAppeal" : "DROP TRIGGER AwardAppeal_Lock_Update");
            return await db.Set<AwardAppeal>().ExecuteUpdateAsync(s => s.SetProperty(a => a.SecondApproverId, (long?)null));
        });

        Assert.Equal("ALREADY_DECIDED", Assert.Single((await HoldAsync(hearing, "First")).Refusals).Code);
    }

    [Fact]
    public async Task TheSecondDecisionAndTheAppeal_AreLocked_AndAReferenceIsUsedOnce()
    {
        Assert.Empty((await HoldAsync(await ApprovedAsync(), "First")).Refusals);

        await Assert.ThrowsAsync<RecordLockedException>(() => registry.SaveAsync(db => db.Entry(db.Set<AwardDecision>().Single(d => d.SupersedesId != null)).Property(d => d.Class).CurrentValue = "Third"));
        await Assert.ThrowsAsync<RecordLockedException>(() => registry.SaveAsync(db => db.Remove(db.Set<AwardAppeal>().Single())));
        Assert.Equal(["REFERENCE_USED", "SUPERSEDED"], (await RecordAsync("AW-1")).Refusals.Select(r => r.Code).Where(c => c != "APPEAL_OPEN").Order());
    }

    [Fact]
    public async Task ARejectedAppeal_StandsInTheListOfBothTiers()
    {
        var appeal = (await RecordAsync("AW-1")).Value;
        Assert.Equal(first.Id, (await registry.Get<AppealQueries>().DecisionAsync(first.BoardId, first.CandidateNumber, scene.Board.Secretary))!.DecisionId);
        Assert.Empty((await Appeals.RejectAsync(appeal, registry.As(scene.Board.Chair) with { Reason = "No ground of the regulations" })).Refusals);

        var row = Assert.Single((await registry.Get<AppealQueries>().PageAsync(new TableQuery().With("state", "rejected"), scene.Board.Chair)).Rows);
        Assert.Equal(("AW-1", AppealState.Rejected, first.CandidateNumber), (row.Reference, row.State, row.CandidateNumber));
    }

    private Task<AwardAppeal> AppealAsync() => registry.ReadAsync(db => db.Set<AwardAppeal>().AsNoTracking().SingleAsync());

    private Task<Outcome<long>> RecordAsync(string reference, Caller? by = null) =>
        Appeals.RecordAsync(new RecordAppeal { DecisionId = first.Id, Reference = reference, Grounds = "A module was left out of the mean" }, registry.As(by ?? scene.Board.Secretary));

    private async Task<long> ApprovedAsync()
    {
        var appeal = (await RecordAsync("AW-1")).Value;
        await Appeals.ApproveAsync(appeal, registry.As(scene.Board.Chair));
        return (await Appeals.ApproveAsync(appeal, registry.As(await UserAsync("Manager", Role.RegistryManager)))).Value!.Value;
    }

    private async Task<Outcome<RatifiedBoard>> HoldAsync(long hearing, string degree)
    {
        Assert.Empty((await registry.Get<AwardBoardService>().FreezeAsync(hearing, registry.As(scene.Board.Secretary))).Refusals);
        Assert.Empty((await registry.Get<DecisionService>().ConfirmAsync(new ConfirmPack { BoardId = hearing, PackVersion = 1, Verdict = ExaminerVerdict.Signed }, registry.As(scene.Board.External))).Refusals);
        var members = await registry.ReadAsync(db => db.Set<BoardMember>().Where(m => m.BoardId == hearing).Select(m => m.UserId).ToListAsync());
        Assert.Empty((await registry.Get<BoardService>().SitAsync(hearing, members.ToHashSet(), registry.As(scene.Board.Secretary))).Refusals);
        var number = await registry.ReadAsync(db => db.Set<AwardCandidate>().Where(c => c.BoardId == hearing).Select(c => c.CandidateNumber).SingleAsync());
        Assert.NotEqual(first.CandidateNumber, number);
        Assert.Empty((await registry.Get<AwardDecisionService>().DecideAsync(
            new DecideAward { BoardId = hearing, CandidateNumber = number, PackVersion = 1, Proposal = new AwardProposal(AwardCode.Award, GraduationScene.Award, degree, "The mean was worked again") }, registry.As(scene.Board.Secretary))).Refusals);
        return await registry.Get<AwardDecisionService>().RatifyAsync(new RatifyBoard { BoardId = hearing, PackVersion = 1, ReleaseAt = registry.Clock.Now }, registry.As(scene.Board.Chair));
    }

    private async Task<Caller> UserAsync(string name, Role role)
    {
        var user = new Infrastructure.Access.RegistryUser { UserName = $"{name}-{Guid.NewGuid():N}", DisplayName = name };
        await registry.SaveAsync(db => db.Add(user));
        return new Caller(name, user.Id, [new RoleGrant(role, Scope.Everything)]);
    }
}
