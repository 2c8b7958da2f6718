using StudentRecords.Domain.Access;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards;

public sealed class CandidateQueriesTests : IDisposable
{
    private readonly TestRegistry registry = new();

    private CandidateQueries Candidates => registry.Get<CandidateQueries>();

    public void Dispose() => registry.Dispose();

    [Fact]
    public async Task Candidates_AreNarrowedByWhatABoardLooksFor_AndNameNobodyBeforeTheEnd()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80], [20, null], [38, 39], [30, 30]);
        await scene.PrepareAsync();

        var all = await Candidates.PageAsync(new TableQuery { Of = scene.BoardId, Sort = "overall", Descending = true }, scene.Secretary);
        Assert.Equal([74m, 38m, 30m, null], all.Rows.Select(r => r.Overall));
        Assert.All(all.Rows, r => Assert.Equal((null, null, null), (r.Name, r.StudentNumber, r.PersonId)));
        Assert.Equal([70m, 80m], all.Rows[0].Marks.Select(m => m.Score!.Value).Order());
        Assert.Equal(38m, Assert.Single(await ShownAsync(scene, "borderline")).Overall);
        Assert.Null(Assert.Single(await ShownAsync(scene, "missing")).Overall);
        Assert.Null(Assert.Single(await ShownAsync(scene, "open")).Suggested);
        Assert.Equal(4, (await ShownAsync(scene, "undecided")).Count);
        Assert.Equal(2, (await Candidates.PageAsync(new TableQuery { Of = scene.BoardId }.With("outcome", "Failed"), scene.Secretary)).Total);
        Assert.Equal(1, (await Candidates.PageAsync(new TableQuery { Of = scene.BoardId, Search = all.Rows[0].Number.ToLowerInvariant() }, scene.Secretary)).Total);
    }

    [Fact]
    public async Task Candidates_OfARatifiedBoard_HaveNamesForThoseWhoMaySeeThem()
    {
        var scene = await BoardScene.RatifiedAsync(registry, "AAA-2023A", [70, 80]);

        var named = Assert.Single((await Candidates.GridAsync(scene.BoardId, scene.Secretary))!.Rows);
        Assert.Equal(scene.Registrations[0].PersonId, named.PersonId);
        Assert.NotNull(named.Name);
        Assert.Null(Assert.Single((await Candidates.GridAsync(scene.BoardId, scene.Chair))!.Rows).Name);
    }

    [Fact]
    public async Task Candidate_ExplainsItsFigure()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80]);
        await scene.PrepareAsync();

        var sheet = await Candidates.SheetAsync(scene.BoardId, (await scene.CandidateAsync(0)).CandidateNumber, scene.Secretary);

        Assert.Contains(sheet!.Trace.Steps, t => t.Says == "(70×60 + 80×40) / 100 = 74");
        Assert.Equal(("STANDARD", 1), (sheet.Trace.Rule, sheet.Trace.Version));
        Assert.Equal(["AAA-2023A/1", "AAA-2023A/2"], sheet.Components.Select(c => c.Key));
        Assert.Null(await Candidates.SheetAsync(scene.BoardId, "C9999999", scene.Secretary));
    }

    [Fact]
    public async Task DifferingDecision_IsFound()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80], [30, 30]);
        await scene.FreezeAsync();
        await scene.SitAsync();
        var weak = (await scene.CandidateAsync(1)).CandidateNumber;
        Assert.Empty((await scene.ProposeAsync(new ProposedDecision(weak, BoardOutcome.Referred, null, "A second attempt in August"))).Refusals);

        Assert.Equal(weak, Assert.Single(await ShownAsync(scene, "differs")).Number);
    }

    [Fact]
    public async Task APersonsHistory_DoesNotPutTheNameToTheNumber_BeforeTheEnd()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80]);
        await scene.PrepareAsync();
        var number = (await scene.CandidateAsync(0)).CandidateNumber;

        Assert.DoesNotContain(number, await HistoryAsync(scene, scene.Secretary));
        Assert.Contains(number, await HistoryAsync(scene, TestRegistry.Caller(Role.Auditor)));
    }

    private async Task<IEnumerable<string?>> HistoryAsync(BoardScene scene, Caller reader) =>
        (await registry.Get<HistoryQueries>().OfAsync("Person", scene.Registrations[0].PersonId, reader)).Entries.SelectMany(e => e.Rows).SelectMany(r => r.Values).Select(v => v.After).ToList();

    private async Task<IReadOnlyList<CandidateRow>> ShownAsync(BoardScene scene, string show) =>
        (await Candidates.PageAsync(new TableQuery { Of = scene.BoardId }.With("show", show), scene.Secretary)).Rows;
}
