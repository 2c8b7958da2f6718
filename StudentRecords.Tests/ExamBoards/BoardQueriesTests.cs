using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Access;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards;

public sealed class BoardQueriesTests : IDisposable
{
    private readonly TestRegistry registry = new();

    private BoardListQueries Lists => registry.Get<BoardListQueries>();

    private BoardQueries Boards => registry.Get<BoardQueries>();

    public void Dispose() => registry.Dispose();

    [Fact]
    public async Task Boards_AreFilteredSortedAndCounted()
    {
        await BoardScene.RatifiedAsync(registry, "AAA-2023A", [70, 80]);
        var open = await BoardScene.OpenAsync(registry, "BBB-2023A", [70, 80], [20, null]);
        await open.PrepareAsync();

        var page = await Lists.BoardsAsync(new TableQuery { Sort = "occurrence", Descending = true }, open.Secretary);
        Assert.Equal(["BBB-2023A", "AAA-2023A"], page.Rows.Select(r => r.Occurrence));
        Assert.Equal((2, 2, 1), (page.Rows[0].Candidates, page.Rows[0].Undecided, page.Rows[0].MarksMissing));
        Assert.Equal("AAA-2023A", Assert.Single((await Lists.BoardsAsync(new TableQuery().With("stage", "Ratified"), open.Secretary)).Rows).Occurrence);
        Assert.Equal("BBB-2023A", Assert.Single((await Lists.BoardsAsync(new TableQuery { Search = "bbb" }, open.Secretary)).Rows).Occurrence);
        Assert.Equal("BBB-2023A", Assert.Single((await Lists.BoardsAsync(new TableQuery().With("needs", "marks"), open.Secretary)).Rows).Occurrence);
        Assert.Equal("BBB-2023A", Assert.Single((await Lists.BoardsAsync(new TableQuery().With("needs", "undecided"), open.Secretary)).Rows).Occurrence);
        Assert.Equal(["2023/24"], (await Lists.NarrowingsAsync(open.Secretary)).Years);
    }

    [Fact]
    public async Task Boards_ReachOnlyAsFarAsTheRole()
    {
        var own = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80]);
        var other = await BoardScene.OpenAsync(registry, s => s.OfFaculty("ART").With("B/1", 100), "BBB-2023A", [70]);
        var ofBoard = Scoped(new Scope(ScopeKind.Board, $"{own.BoardId}"));
        var ofFaculty = Scoped(new Scope(ScopeKind.Faculty, "ART"));

        Assert.Equal(own.BoardId, Assert.Single((await Lists.BoardsAsync(new TableQuery(), ofBoard)).Rows).Id);
        Assert.Equal(other.BoardId, Assert.Single((await Lists.BoardsAsync(new TableQuery(), ofFaculty)).Rows).Id);
        Assert.Null(await Boards.RecordAsync(own.BoardId, ofFaculty));
        Assert.Null(await Boards.ReadinessAsync(own.BoardId, ofFaculty));
        Assert.Null(await Boards.PackAsync(own.BoardId, 1, ofFaculty));
    }

    [Fact]
    public async Task OccurrencesWithoutABoard_AreThoseOfTheRolesFaculty()
    {
        await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80]);
        var free = await registry.Given.OccurrenceAsync("BBB-2023A", s => s.OfFaculty("ART").With("B/1", 100));

        Assert.Equal(free.Id, Assert.Single((await Lists.WithoutBoardAsync(new TableQuery(), Scoped(Scope.Everything))).Rows).Id);
        Assert.Empty((await Lists.WithoutBoardAsync(new TableQuery(), Scoped(new Scope(ScopeKind.Faculty, "SCI")))).Rows);
        Assert.Null(await Lists.WithoutBoardAsync(free.Id, Scoped(new Scope(ScopeKind.Faculty, "SCI"))));
    }

    [Fact]
    public async Task Board_ShowsItsReadiness()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80], [20, null]);
        await scene.FreezeAsync();

        var items = (await Boards.ReadinessAsync(scene.BoardId, scene.Secretary))!.ToDictionary(i => i.Code, i => i.State);

        Assert.Equal(ReadinessState.Look, items["MARKS_MISSING"]);
        Assert.Equal(ReadinessState.InTheWay, items["UNDECIDED"]);
        Assert.Equal(ReadinessState.InTheWay, items["EXAMINER_NOT_CONFIRMED"]);
        Assert.Equal(ReadinessState.InOrder, items["NO_PACK"]);
        Assert.Equal(4, (await Boards.RecordAsync(scene.BoardId, scene.Secretary))!.Board.Members.Count);
        Assert.Single(await Boards.PacksAsync(scene.BoardId, scene.Secretary));
    }

    [Fact]
    public async Task Appointable_AreThoseWhoseRoleIsGoodForTheOffice_AndWhoDoNotSit()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80]);
        var user = new RegistryUser { UserName = "extern", DisplayName = "Eve Extern" };
        await registry.SaveAsync(db => db.AddRange(
            user, new RoleAssignment(user.Id, Role.ExternalExaminer, Scope.Everything, new DateOnly(2020, 1, 1), null), new RoleAssignment(user.Id, Role.FeesOfficer, Scope.Everything, new DateOnly(2020, 1, 1), null),
            new RoleAssignment(scene.Chair.UserId!.Value, Role.BoardChair, Scope.Everything, new DateOnly(2020, 1, 1), null)));

        Assert.Equal([new Appointable(user.Id, "Eve Extern", MemberRole.External)], await Boards.AppointableAsync(scene.BoardId, scene.Secretary));
    }

    [Fact]
    public async Task Changes_ListWhatCameAfterTheFreeze()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80], [50, null]);
        await scene.FreezeAsync();
        Assert.Null(await Boards.ChangesAsync((await BoardScene.OpenAsync(registry, "BBB-2023A", [70, 80])).BoardId, scene.Secretary));
        Assert.Empty((await Boards.ChangesAsync(scene.BoardId, scene.Secretary))!.Value!);

        await registry.Given.MarkAsync(scene.Registrations[1], scene.Occurrence.Components[1], 60, version: 2);
        await registry.SaveAsync(db => db.Set<Mark>().Single(m => m.RegistrationId == scene.Registrations[1].Id && m.Score == null).Supersede());
        await registry.SaveAsync(db => db.Set<ModuleRegistration>().Single(r => r.Id == scene.Registrations[0].Id).Withdraw(null));
        await registry.Given.StudentAsync(scene.Occurrence, 1, 2);

        var changes = (await Boards.ChangesAsync(scene.BoardId, scene.Secretary))!.Value!;

        Assert.Contains(changes, c => c.Says == "1 registrations have arrived and are not yet candidates");
        Assert.Contains(changes, c => c.Says == "AAA-2023A/2: no mark before, 60 now");
        Assert.Contains(changes, c => c.Says == "Registered before, Withdrawn now");
        Assert.Contains(changes, c => c.Says == "Suggested Passed before, Withdrawn now");
    }

    [Fact]
    public async Task Statistics_AreOfThoseWhoStayed_AndOfTooFewAreNotToBeShown()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 70], [50, 50], [30, 30]);
        await scene.PrepareAsync();

        var statistics = await Boards.StatisticsAsync(scene.BoardId, scene.Secretary);

        var overall = Assert.Single(statistics!.Figures);
        Assert.Equal(new MarkStatistics(3, 50, 20, 30, 40, 50, 60, 70), overall.Marks);
        Assert.Equal([0, 0, 0, 1, 0, 1, 0, 1, 0, 0], overall.Tens);
        Assert.Equal((3, 2, 66.7m), (overall.Judged, overall.Passed, overall.PassRate));
        Assert.True(overall.Marks.IsSuppressed);
        Assert.Equal([("Fail", 1), ("Third", 0), ("Lower second", 1), ("Upper second", 0), ("First", 1)], statistics.Bands.Select(b => (b.Band.Name, b.Number)));
        Assert.Equal([new(BoardOutcome.Passed, 2, 0), new OutcomeCount(BoardOutcome.Failed, 1, 0), new OutcomeCount(null, 0, 3)], statistics.Outcomes);
    }

    private static Caller Scoped(Scope scope) => new("Scoped", 1, [new RoleGrant(Role.ExamBoardSecretary, scope)]);
}
