using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards.Awards;
using StudentRecords.Infrastructure.Store.Locks;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.Documents;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards;

/// <summary>A progression and award board from its opening to the lock.</summary>
public sealed class AwardBoardTests : IDisposable
{
    private readonly TestRegistry registry = new();

    private AwardDecisionService Decisions => registry.Get<AwardDecisionService>();

    private AwardQueries Queries => registry.Get<AwardQueries>();

    public void Dispose() => registry.Dispose();

    [Fact]
    public async Task Suggestions_ComeFromTheRegulationOfTheEntry_WithTheirTrace()
    {
        var scene = await AwardScene.OpenAsync(registry, (70, 80), (35, 60), (60, null));
        Assert.Equal(new PreparedBoard(3, 3, 3, 0), (await registry.Get<AwardBoardService>().PrepareAsync(scene.BoardId, registry.As(scene.Secretary))).Value);
        Assert.Equal(new PreparedBoard(3, 0, 0, 0), (await registry.Get<AwardBoardService>().PrepareAsync(scene.BoardId, registry.As(scene.Secretary))).Value);

        var proceeds = await scene.CandidateAsync(0);
        Assert.Equal((AwardCode.Proceed, 120m), (proceeds.SuggestedCode, proceeds.CreditsGained));
        Assert.NotEmpty(ResultTrace.Read(proceeds.Trace).Steps);
        Assert.Equal("HONOURS", proceeds.RegulationCode);
        Assert.NotEqual(AwardCode.Proceed, (await scene.CandidateAsync(1)).SuggestedCode);
        Assert.Equal(AwardCode.HeldMissing, (await scene.CandidateAsync(2)).SuggestedCode);
        var grid = (await Queries.GridAsync(scene.BoardId, scene.Secretary))!;
        Assert.Equal(["AWA", "AWB"], grid.Modules);
        Assert.Equal("35F", AwardGrid.Cell(grid.Rows.Single(r => r.Candidate.EngagementId == scene.Engagements[1].Id).Modules[0]));
    }

    [Fact]
    public async Task Board_IsWalkedToTheLock_AndConsumersAreTold()
    {
        var scene = await AwardScene.SittingAsync(registry, (70, 80), (35, 60));
        Assert.Equal(2, (await Decisions.AcceptAsync(scene.BoardId, registry.As(scene.Secretary))).Value);
        var second = await scene.CandidateAsync(1);
        Assert.Equal("REASON_NEEDED", Assert.Single((await scene.DecideAsync(second, new AwardProposal(AwardCode.ProceedTrailing, null, null, " "))).Refusals).Code);
        Assert.Empty((await scene.DecideAsync(second, new AwardProposal(AwardCode.ProceedTrailing, null, null, "Narrow fail, and the rest is sound"))).Refusals);

        var preview = (await Decisions.PreviewAsync(scene.BoardId, 1, scene.Chair, registry.Clock.Now)).Value!;
        Assert.Empty(preview.Refusals);
        Assert.Equal([("F006", 2), ("F012", 2)], preview.Notices);
        var ratified = await scene.RatifyAsync();

        Assert.Empty(ratified.Refusals);
        var decisions = await scene.DecisionsAsync();
        Assert.Equal([AwardCode.Proceed, AwardCode.ProceedTrailing], decisions.OrderBy(d => d.Code).Select(d => d.Code));
        Assert.Equal("Narrow fail, and the rest is sound", decisions.Single(d => d.Code == AwardCode.ProceedTrailing).Reason);
        var told = await registry.ReadAsync(db => db.Set<OutboxMessage>().Where(m => m.Type == "ProgressionOutcomePublished").ToListAsync());
        Assert.Equal(2, told.Count);
        Assert.Equal("ALREADY_RATIFIED", (await scene.RatifyAsync()).Refusals[0].Code);
        Assert.True((await registry.Get<AuditVerifier>().VerifyAsync(TestRegistry.Caller(Role.Auditor))).IsWhole);
        await Assert.ThrowsAsync<RecordLockedException>(() => registry.SaveAsync(db => db.Entry(db.Set<AwardDecision>().First()).Property(d => d.Class).CurrentValue = "First"));
        await Assert.ThrowsAsync<RecordLockedException>(() => registry.SaveAsync(db => db.Remove(db.Set<AwardCandidate>().First())));
    }

    [Fact]
    public async Task Ratify_WithModulesThatNoBoardHasRatified_IsRefused_UntilTheCandidateIsPostponed()
    {
        var scene = await AwardScene.SittingAsync(registry, (70, 80), (60, null));
        Assert.Equal(1, (await Decisions.AcceptAsync(scene.BoardId, registry.As(scene.Secretary))).Value);

        Assert.Equal(["MODULES_NOT_RATIFIED", "UNDECIDED"], (await scene.RatifyAsync()).Refusals.Select(r => r.Code).Order());
        Assert.Contains(await Queries.ReadinessAsync(scene.BoardId, scene.Secretary) ?? [], i => i is { Code: "MODULES_NOT_RATIFIED", State: ReadinessState.InTheWay });
        var held = await scene.CandidateAsync(1);
        Assert.Equal("HELD_IS_NO_DECISION", Assert.Single((await scene.DecideAsync(held, new AwardProposal(AwardCode.HeldMissing, null, null, null))).Refusals).Code);
        Assert.Empty((await Decisions.PostponeAsync(scene.BoardId, held.CandidateNumber, registry.As(scene.Secretary) with { Reason = "A mark is missing" })).Refusals);

        Assert.Empty((await scene.RatifyAsync()).Refusals);

        Assert.Equal(scene.Engagements[0].Id, Assert.Single(await scene.DecisionsAsync()).EngagementId);
        var next = await registry.Get<SequelService>().FollowAsync(new FollowBoard { BoardId = scene.BoardId, Sequel = BoardSequel.Resumed }, registry.As(scene.Secretary));
        Assert.Empty(next.Refusals);
        Assert.Equal(scene.Engagements[1].Id, await registry.ReadAsync(db => db.Set<AwardCandidate>().Where(c => c.BoardId == next.Value).Select(c => c.EngagementId).SingleAsync()));
    }

    [Fact]
    public async Task Ratify_WithoutPackSittingExaminerAndDecisions_SaysAllReasonsAtOnce()
    {
        var scene = await AwardScene.OpenAsync(registry, (70, 80));
        await registry.Get<AwardBoardService>().PrepareAsync(scene.BoardId, registry.As(scene.Secretary));

        Assert.Superset(new HashSet<string> { "EXAMINER_NOT_CONFIRMED", "NO_PACK", "NOT_IN_SESSION", "UNDECIDED", "NO_CHAIR" }, (await scene.RatifyAsync()).Refusals.Select(r => r.Code).ToHashSet());
    }

    [Fact]
    public async Task Decide_OnAnotherPack_OrWithAnInterest_IsRefused()
    {
        var scene = await AwardScene.SittingAsync(registry, (70, 80));
        var candidate = await scene.CandidateAsync(0);
        var proceed = new AwardProposal(AwardCode.Proceed, null, null, null);

        Assert.Equal("STALE_PACK", Assert.Single((await scene.DecideAsync(candidate, proceed, pack: 2)).Refusals).Code);
        Assert.Empty((await registry.Get<MembershipService>().DeclareInterestAsync(
            new DeclareInterest { BoardId = scene.BoardId, UserId = scene.Secretary.UserId!.Value, Candidate = candidate.CandidateNumber, Nature = "Related" }, registry.As(scene.Secretary))).Refusals);
        Assert.Equal("INTEREST_DECLARED", Assert.Single((await scene.DecideAsync(candidate, proceed)).Refusals).Code);
        Assert.Equal(0, (await Decisions.AcceptAsync(scene.BoardId, registry.As(scene.Secretary))).Value);
    }

    [Fact]
    public async Task Pack_NamesNobody_HoldsTheTraces_AndIsTheSameFileForTheSameData()
    {
        var scene = await AwardScene.OpenAsync(registry, (70, 80), (35, 60));
        await scene.FreezeAsync();

        var pack = await registry.ReadAsync(db => db.Set<BoardPack>().SingleAsync(p => p.BoardId == scene.BoardId));
        var text = string.Join('\n', new PdfReading(pack.Pdf).Pages.Select(p => p.Text));
        Assert.Contains((await scene.CandidateAsync(0)).CandidateNumber, text, StringComparison.Ordinal);
        Assert.Contains("Annex: how each suggestion was worked", text, StringComparison.Ordinal);
        foreach (var person in await registry.ReadAsync(db => db.Set<Person>().ToListAsync()))
        {
            Assert.DoesNotContain(person.FamilyName, text + pack.Json, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(person.StudentNumber, text + pack.Json, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal(pack.Json, AwardPaperData.FromJson(pack.Json).ToJson());
        Assert.Empty((await registry.Get<BoardQueries>().ChangesAsync(scene.BoardId, scene.Secretary))!.Value!);
    }

    [Fact]
    public async Task Desk_ShowsTheExaminerTheGrid_AndNobodyElsesBoard()
    {
        var scene = await AwardScene.SittingAsync(registry, (70, 80));
        var desk = registry.Get<ExaminerQueries>();

        Assert.Equal(scene.BoardId, Assert.Single((await desk.BoardsAsync(new TableQuery().With("word", "given"), scene.External)).Rows, r => r.Id == scene.BoardId).Id);
        Assert.Single((await desk.AwardsAsync(new TableQuery { Of = scene.BoardId }, scene.External)).Rows);
        Assert.NotNull(await desk.AwardSheetAsync(scene.BoardId, (await scene.CandidateAsync(0)).CandidateNumber, scene.External));
        var stranger = scene.External with { UserId = 5 };
        Assert.Null(await desk.AwardGridAsync(scene.BoardId, stranger));
        Assert.Null(await desk.AwardSheetAsync(scene.BoardId, (await scene.CandidateAsync(0)).CandidateNumber, stranger));
    }

    [Fact]
    public async Task Open_ASecondTimeOrForAYearThatIsNone_IsRefused()
    {
        var scene = await AwardScene.OpenAsync(registry, (70, 80));
        var programme = await registry.ReadAsync(db => db.Set<ExamBoard>().Where(b => b.Id == scene.BoardId).Select(b => b.ProgrammeId!.Value).SingleAsync());
        var service = registry.Get<AwardBoardService>();

        Assert.Equal("BOARD_EXISTS", Assert.Single((await service.OpenAsync(new OpenAwardBoard { ProgrammeId = programme, YearOfProgramme = 1, AcademicYear = "2023/24" }, registry.As(scene.Secretary))).Refusals).Code);
        Assert.Equal(["ACADEMIC_YEAR", "YEAR_OF_PROGRAMME"], (await service.OpenAsync(new OpenAwardBoard { ProgrammeId = programme, YearOfProgramme = 0, AcademicYear = "2023" }, registry.As(scene.Secretary))).Refusals.Select(r => r.Code).Order());
        Assert.Single((await Queries.BoardsAsync(new TableQuery(), scene.Secretary)).Rows);
    }
}
