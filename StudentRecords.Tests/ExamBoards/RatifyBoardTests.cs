using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards;

public sealed class RatifyBoardTests : IDisposable
{
    private readonly TestRegistry registry = new();

    public void Dispose() => registry.Dispose();

    [Fact]
    public async Task Preview_SaysWhatRatifyingWouldDo_AndChangesNothing()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80], [30, 30]);
        await scene.FreezeAsync();
        await scene.ConfirmAsync();
        await scene.SitAsync();
        var ratification = registry.Get<RatificationService>();
        Assert.Equal(["UNDECIDED"], (await ratification.PreviewAsync(scene.BoardId, 1, scene.Chair, registry.Clock.Now)).Value!.Refusals.Select(r => r.Code));

        await registry.Get<DecisionService>().AcceptSuggestionsAsync(scene.BoardId, null, registry.As(scene.Secretary));
        var preview = (await ratification.PreviewAsync(scene.BoardId, 1, scene.Chair, registry.Clock.Now)).Value!;

        Assert.Empty(preview.Refusals);
        Assert.Equal([("F012", 2)], preview.Notices);
        Assert.Empty(await scene.DecisionsAsync());
        Assert.Equal(2, (await scene.RatifyAsync()).Value!.Notices);
    }

    [Fact]
    public async Task Ratify_WritesDecisionsLocksTheBoardAndHoldsTheGrades()
    {
        var scene = await BoardScene.RatifiedAsync(registry, "AAA-2023A", [70, 80], [30, 35]);

        var decisions = (await scene.DecisionsAsync()).ToDictionary(d => d.RegistrationId);
        var (passed, failed) = (decisions[scene.Registrations[0].Id], decisions[scene.Registrations[1].Id]);
        Assert.Equal((BoardOutcome.Passed, "First", 74m, 1), (passed.Outcome, passed.Grade, passed.OverallMark, passed.PackVersion));
        Assert.Equal((BoardOutcome.Failed, "Fail", 32m), (failed.Outcome, failed.Grade, failed.OverallMark));
        Assert.Contains("(70×60 + 80×40) / 100 = 74", passed.Trace);
        Assert.Equal(BoardStage.Ratified, await registry.ReadAsync(db => db.Set<ExamBoard>().Where(b => b.Id == scene.BoardId).Select(b => b.Stage).SingleAsync()));
        var notices = await registry.ReadAsync(db => db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Flow == "F012").ToListAsync());
        Assert.Equal(2, notices.Count);
        Assert.All(notices, n => Assert.Equal(registry.Clock.Now.AddDays(7), n.HeldUntil));
    }

    [Fact]
    public async Task Ratify_SaysEveryReasonAtOnce()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80], [30, null]);
        await scene.FreezeAsync();
        await scene.SitAsync(scene.Secretary);

        var refused = await scene.RatifyAsync(pack: 3);

        Assert.Equal(
            ["EXAMINER_NOT_CONFIRMED", "NO_CHAIR", "NO_EXTERNAL", "NO_QUORUM", "STALE_PACK", "UNDECIDED"],
            refused.Refusals.Select(r => r.Code).Order());
        Assert.Empty(await scene.DecisionsAsync());
    }

    [Fact]
    public async Task Ratify_WhenExternalExaminerHasNotSigned_IsRefused()
    {
        var scene = await ReadyAsync();

        var refused = await scene.RatifyAsync();

        Assert.Equal("EXAMINER_NOT_CONFIRMED", Assert.Single(refused.Refusals).Code);
    }

    [Fact]
    public async Task Ratify_WhenExternalExaminerRefused_SaysWhatTheySaid()
    {
        var scene = await ReadyAsync();
        await scene.ConfirmAsync(ExaminerVerdict.Refused, comment: "The scripts were not shown");

        var refused = await scene.RatifyAsync();

        Assert.Contains("The scripts were not shown", Assert.Single(refused.Refusals).Sentence);
    }

    [Fact]
    public async Task Ratify_WhenAMarkCameAfterTheFreeze_IsRefused_AndANewPackNeedsTheExaminerAgain()
    {
        var scene = await ReadyAsync();
        await scene.ConfirmAsync();
        var other = await registry.ReadAsync(db => db.Set<ModuleRegistration>().AsNoTracking().SingleAsync(r => r.Id == scene.Registrations[0].Id));
        await registry.SaveAsync(db =>
        {
            db.Set<Mark>().Single(m => m.RegistrationId == other.Id && m.ComponentId == scene.Occurrence.Components[0].Id).Supersede();
            db.Add(new Mark(other, scene.Occurrence.Components[0], 1, 2, 20, null, false, "VLE"));
        });

        Assert.Equal("PACK_OUT_OF_DATE", Assert.Single((await scene.RatifyAsync()).Refusals).Code);

        Assert.Equal(2, (await scene.FreezeAsync()).Value!.PackVersion);
        var candidate = await scene.CandidateAsync(0);
        Assert.True(candidate.IsUndecided);
        await scene.SitAsync();
        Assert.Equal(["EXAMINER_NOT_CONFIRMED", "UNDECIDED"], (await scene.RatifyAsync(pack: 2)).Refusals.Select(r => r.Code).Order());
    }

    [Fact]
    public async Task Ratify_WhenSomebodyRegisteredAfterTheFreeze_IsRefused()
    {
        var scene = await ReadyAsync();
        await scene.ConfirmAsync();
        await registry.Given.StudentAsync(scene.Occurrence, 50, 50);

        Assert.Equal("PACK_OUT_OF_DATE", Assert.Single((await scene.RatifyAsync()).Refusals).Code);
    }

    [Fact]
    public async Task Ratify_ASecondTime_IsRefused()
    {
        var scene = await BoardScene.RatifiedAsync(registry, "AAA-2023A", [70, 80]);

        Assert.Contains("ALREADY_RATIFIED", (await scene.RatifyAsync()).Refusals.Select(r => r.Code));
    }

    [Fact]
    public async Task Ratify_TwiceAtOnce_IsDoneOnce()
    {
        var scene = await ReadyAsync();
        await scene.ConfirmAsync();

        var both = await Task.WhenAll(Task.Run(() => scene.RatifyAsync()), Task.Run(() => scene.RatifyAsync()));

        Assert.Single(both, o => o.Succeeded);
        Assert.Contains("ALREADY_RATIFIED", both.Single(o => !o.Succeeded).Refusals.Select(r => r.Code));
        Assert.Equal(2, (await scene.DecisionsAsync()).Count);
    }

    [Fact]
    public async Task Ratify_BySomebodyWithoutTheRole_IsForbidden()
    {
        var scene = await ReadyAsync();

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => scene.RatifyAsync(change: registry.As(scene.Secretary)));
    }

    [Fact]
    public async Task Ratify_ByTheChairOfAnotherBoard_IsForbidden()
    {
        var scene = await ReadyAsync();
        var elsewhere = new Caller("Chair", scene.Chair.UserId, [new RoleGrant(Role.BoardChair, new Scope(ScopeKind.Board, "12345"))]);

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => scene.RatifyAsync(change: registry.As(elsewhere)));
    }

    [Fact]
    public async Task Ratify_TellsTheLoansCompany_OnlyWhereTheDecisionItselfEndsTheStudy()
    {
        var scene = await ReadyAsync();
        await scene.ConfirmAsync();
        var person = scene.Registrations[0].PersonId;
        await registry.SaveAsync(db => db.Set<Domain.Students.Person>().Single(p => p.Id == person).Identify("SLC", Domain.Students.IdentifierKinds.SupportNumber, "WXMR1", new DateOnly(2023, 9, 1)));
        var candidate = await scene.CandidateAsync(0);
        Assert.Empty((await scene.ProposeAsync(new ProposedDecision(candidate.CandidateNumber, BoardOutcome.Withdrawn, null, "Left in week 2; the form came late"))).Refusals);

        var ratified = await scene.RatifyAsync();

        Assert.Equal(scene.Registrations.Count + 1, ratified.Value!.Notices);
        // the first because the number came after the enrolment
        Assert.Equal(["SlcRegistrationConfirmed", "SlcChangeOfCircumstance"], await registry.ReadAsync(db => db.Set<OutboxMessage>().Where(m => m.Flow == "F049").OrderBy(m => m.Id).Select(m => m.Type).ToListAsync()));
    }

    [Fact]
    public async Task Ratify_IsToldInThePersonsHistory()
    {
        var scene = await BoardScene.RatifiedAsync(registry, "AAA-2023A", [70, 80]);

        var changes = await registry.ReadAsync(async db =>
        {
            var entry = await db.Set<AuditEntry>().Where(e => e.SubjectKind == "Person" && e.SubjectId == scene.Registrations[0].PersonId && e.Actor == "Chair").SingleAsync();
            return (await TrailValues.OpenAsync(db, [entry], default))[entry.Sequence];
        });

        Assert.Contains("\"row\":\"BoardDecision\"", changes);
        Assert.Contains("\"Trace\":\"sha256:", changes);
    }

    private async Task<BoardScene> ReadyAsync()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80], [45, 50]);
        await scene.FreezeAsync();
        await scene.SitAsync();
        await registry.Get<DecisionService>().AcceptSuggestionsAsync(scene.BoardId, null, registry.As(scene.Secretary));
        return scene;
    }
}
