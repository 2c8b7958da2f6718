using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards;

public sealed class ExaminerQueriesTests : IDisposable
{
    private readonly TestRegistry registry = new();

    private ExaminerQueries Desk => registry.Get<ExaminerQueries>();

    public void Dispose() => registry.Dispose();

    [Fact]
    public async Task Desk_ShowsOnlyOwnBoards_OnceAPackIsFrozen_AndNoPersons()
    {
        var own = await BoardScene.RatifiedAsync(registry, "AAA-2023A", [70, 80]);
        var early = await BoardScene.OpenAsync(registry, "BBB-2023A", [70, 80]);

        var row = Assert.Single((await Desk.BoardsAsync(new TableQuery(), own.External)).Rows);
        Assert.Equal((own.BoardId, ExaminerVerdict.Signed), (row.Id, row.Verdict));
        var candidate = Assert.Single((await Desk.CandidatesAsync(new TableQuery { Of = own.BoardId }, own.External)).Rows);
        Assert.Equal((null, null, null), (candidate.Name, candidate.StudentNumber, candidate.PersonId));
        Assert.Equal(ExaminerVerdict.Signed, (await Desk.BoardAsync(own.BoardId, own.External))!.OnNewest!.Verdict);
        Assert.Equal("Board pack AAA-2023A version 1.pdf", (await Desk.PackAsync(own.BoardId, 1, own.External))!.FileName);
        Assert.Null(await Desk.BoardAsync(early.BoardId, early.External));
        Assert.False(await Desk.IsOwnAsync(early.BoardId, early.External));
    }

    [Fact]
    public async Task AnotherBoard_IsAsOneThatIsNotThere()
    {
        var own = await BoardScene.RatifiedAsync(registry, "AAA-2023A", [70, 80]);
        var other = await BoardScene.OpenAsync(registry, "CCC-2023A", [70, 80]);
        await other.FreezeAsync();

        foreach (var board in (long[])[other.BoardId, 1])
        {
            Assert.False(await Desk.IsOwnAsync(board, own.External));
            Assert.Null(await Desk.BoardAsync(board, own.External));
            Assert.Null(await Desk.PackAsync(board, 1, own.External));
            Assert.Null(await Desk.GridAsync(board, own.External));
            Assert.Null(await Desk.StatisticsAsync(board, own.External));
            Assert.Null(await Desk.SheetAsync(board, (await other.CandidateAsync(0)).CandidateNumber, own.External));
            Assert.Empty((await Desk.CandidatesAsync(new TableQuery { Of = board }, own.External)).Rows);
        }

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Desk.BoardsAsync(new TableQuery(), own.Secretary));
    }

    [Fact]
    public async Task Waiting_AreThoseWhoseNewestPackHasNoWord()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80]);
        await scene.FreezeAsync();
        Assert.Equal(1, (await Desk.BoardsAsync(new TableQuery().With("word", "waiting"), scene.External)).Total);

        await scene.ConfirmAsync();
        Assert.Equal(0, (await Desk.BoardsAsync(new TableQuery().With("word", "waiting"), scene.External)).Total);

        await scene.FreezeAsync();
        Assert.Equal(1, (await Desk.BoardsAsync(new TableQuery().With("word", "waiting"), scene.External)).Total);
    }
}
