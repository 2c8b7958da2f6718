using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards;

public sealed class BoardQueriesTests : IDisposable
{
    private readonly TestRegistry registry = new();

    private BoardQueries Boards => registry.Get<BoardQueries>();

    private ExaminerQueries Desk => registry.Get<ExaminerQueries>();

    public void Dispose() => registry.Dispose();

    [Fact]
    public async Task Boards_AreFilteredSortedAndCounted()
    {
        await BoardScene.RatifiedAsync(registry, "AAA-2023A", [70, 80]);
        var open = await BoardScene.OpenAsync(registry, "BBB-2023A", [70, 80], [20, null]);
        await open.PrepareAsync();

        var page = await Boards.BoardsAsync(new TableQuery { Sort = "candidates", Descending = true }, open.Secretary);
        Assert.Equal(["BBB-2023A", "AAA-2023A"], page.Rows.Select(r => r.Occurrence));
        Assert.Equal((2, 2), (page.Rows[0].Candidates, page.Rows[0].Undecided));
        Assert.Equal("AAA-2023A", Assert.Single((await Boards.BoardsAsync(new TableQuery().With("stage", "Ratified"), open.Secretary)).Rows).Occurrence);
        Assert.Equal("BBB-2023A", Assert.Single((await Boards.BoardsAsync(new TableQuery { Search = "bbb" }, open.Secretary)).Rows).Occurrence);
        Assert.Equal(["2023/24"], await Boards.YearsAsync(open.Secretary));
    }

    [Fact]
    public async Task Boards_ReachOnlyAsFarAsTheRole()
    {
        var own = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80]);
        var other = await BoardScene.OpenAsync(registry, s => s.OfFaculty("ART").With("B/1", 100), "BBB-2023A", [70]);
        var ofBoard = Scoped(new Scope(ScopeKind.Board, $"{own.BoardId}"));
        var ofFaculty = Scoped(new Scope(ScopeKind.Faculty, "ART"));

        Assert.Equal(own.BoardId, Assert.Single((await Boards.BoardsAsync(new TableQuery(), ofBoard)).Rows).Id);
        Assert.Equal(other.BoardId, Assert.Single((await Boards.BoardsAsync(new TableQuery(), ofFaculty)).Rows).Id);
        Assert.Null(await Boards.BoardAsync(own.BoardId, ofFaculty));
        Assert.Empty((await Boards.CandidatesAsync(new TableQuery { Of = own.BoardId }, ofFaculty)).Rows);
    }

    [Fact]
    public async Task Board_ShowsItsReadiness()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80], [20, null]);
        await scene.FreezeAsync();

        var board = await Boards.BoardAsync(scene.BoardId, scene.Secretary);

        var items = board!.Readiness.ToDictionary(i => i.Code, i => i.State);
        Assert.Equal(ReadinessState.Look, items["MARKS_MISSING"]);
        Assert.Equal(ReadinessState.InTheWay, items["UNDECIDED"]);
        Assert.Equal(ReadinessState.InTheWay, items["EXAMINER_NOT_CONFIRMED"]);
        Assert.Equal(ReadinessState.InOrder, items["NO_PACK"]);
        Assert.Equal(4, board.Members.Count);
        Assert.Single(board.Packs);
    }

    [Fact]
    public async Task Candidates_AreFilteredByWhatIsOpen_AndNameNobodyBeforeTheEnd()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80], [20, null], [30, 30]);
        await scene.PrepareAsync();

        var all = await Boards.CandidatesAsync(new TableQuery { Of = scene.BoardId, Sort = "overall", Descending = true }, scene.Secretary);
        Assert.Equal([74m, 30m, null], all.Rows.Select(r => r.Overall));
        Assert.All(all.Rows, r => Assert.Null(r.PersonId));
        Assert.Equal(1, (await Boards.CandidatesAsync(new TableQuery { Of = scene.BoardId }.With("state", "missing"), scene.Secretary)).Total);
        Assert.Equal(1, (await Boards.CandidatesAsync(new TableQuery { Of = scene.BoardId }.With("suggested", "Failed"), scene.Secretary)).Total);
        Assert.Equal(1, (await Boards.CandidatesAsync(new TableQuery { Of = scene.BoardId, Search = all.Rows[0].CandidateNumber.ToLowerInvariant() }, scene.Secretary)).Total);
    }

    [Fact]
    public async Task Candidates_OfARatifiedBoard_LeadToPersonsForThoseWhoMaySeeThem()
    {
        var scene = await BoardScene.RatifiedAsync(registry, "AAA-2023A", [70, 80]);

        Assert.Equal(scene.Registrations[0].PersonId, (await Boards.CandidatesAsync(new TableQuery { Of = scene.BoardId }, scene.Secretary)).Rows[0].PersonId);
        Assert.Null((await Boards.CandidatesAsync(new TableQuery { Of = scene.BoardId }, scene.Chair)).Rows[0].PersonId);
    }

    [Fact]
    public async Task Candidate_ExplainsItsFigure()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80]);
        await scene.PrepareAsync();

        var detail = await Boards.CandidateAsync(scene.BoardId, (await scene.CandidateAsync(0)).CandidateNumber, scene.Secretary);

        Assert.Equal([70m, 80m], detail!.Marks.Select(m => m.Score!.Value));
        Assert.Contains(detail.Trace, t => t.Says == "(70×60 + 80×40) / 100 = 74");
        Assert.Equal(["First", "Upper second", "Lower second", "Third", "Fail"], await Boards.GradesAsync(scene.BoardId, scene.Secretary));
    }

    [Fact]
    public async Task Changes_ListWhatCameAfterTheFreeze()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80], [50, null]);
        await scene.FreezeAsync();
        Assert.Empty(await Boards.ChangesAsync(scene.BoardId, scene.Secretary));

        await registry.Given.MarkAsync(scene.Registrations[1], scene.Occurrence.Components[1], 60, version: 2);
        await registry.SaveAsync(db => db.Set<Mark>().Single(m => m.RegistrationId == scene.Registrations[1].Id && m.Score == null).Supersede());
        await registry.SaveAsync(db => db.Set<ModuleRegistration>().Single(r => r.Id == scene.Registrations[0].Id).Withdraw(null));
        await registry.Given.StudentAsync(scene.Occurrence, 1, 2);

        var changes = await Boards.ChangesAsync(scene.BoardId, scene.Secretary);

        Assert.Contains(changes, c => c.Says == "1 registrations have arrived and are not yet candidates");
        Assert.Contains(changes, c => c.Says == "AAA-2023A/2: no mark before, 60 now");
        Assert.Contains(changes, c => c.Says == "Registered before, Withdrawn now");
        Assert.Contains(changes, c => c.Says == "Suggested Passed before, Withdrawn now");
    }

    [Fact]
    public async Task Statistics_AreOfThoseWhoStayed()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 70], [50, 50], [30, 30]);
        await scene.PrepareAsync();

        var overall = (await Boards.StatisticsAsync(scene.BoardId, scene.Secretary)).Single(s => s.Name == "Overall");

        Assert.Equal(new MarkStatistics(3, 50, 20, 30, 40, 50, 60, 70), overall.Statistics);
        Assert.Equal([0, 0, 0, 1, 0, 1, 0, 1, 0, 0], overall.Tens);
    }

    [Fact]
    public async Task Desk_ShowsOnlyOwnBoards_OnceAPackIsFrozen_AndNoPersons()
    {
        var own = await BoardScene.RatifiedAsync(registry, "AAA-2023A", [70, 80]);
        var early = await BoardScene.OpenAsync(registry, "BBB-2023A", [70, 80]);
        var other = await BoardScene.OpenAsync(registry, "CCC-2023A", [70, 80]);
        await other.FreezeAsync();

        Assert.Equal(own.BoardId, Assert.Single((await Desk.BoardsAsync(new TableQuery(), own.External)).Rows).Id);
        Assert.Null((await Desk.CandidatesAsync(new TableQuery { Of = own.BoardId }, own.External)).Rows[0].PersonId);
        var board = await Desk.BoardAsync(own.BoardId, own.External);
        Assert.Equal(ExaminerVerdict.Signed, board!.OwnWords[0].Verdict);
        Assert.Equal("Board pack AAA-2023A version 1.pdf", (await Desk.PackAsync(own.BoardId, 1, own.External))!.FileName);

        Assert.Null(await Desk.BoardAsync(early.BoardId, early.External));
        Assert.Null(await Desk.BoardAsync(other.BoardId, own.External));
        Assert.Null(await Desk.PackAsync(other.BoardId, 1, own.External));
        Assert.Empty((await Desk.CandidatesAsync(new TableQuery { Of = other.BoardId }, own.External)).Rows);
        Assert.Null(await Desk.CandidateAsync(other.BoardId, (await other.CandidateAsync(0)).CandidateNumber, own.External));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Desk.BoardsAsync(new TableQuery(), own.Secretary));
    }

    private static Caller Scoped(Scope scope) => new("Scoped", 1, [new RoleGrant(Role.ExamBoardSecretary, scope)]);
}
