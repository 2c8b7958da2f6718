using AngleSharp.Dom;
using Bunit;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Tests.Support;
using StudentRecords.Web.Components.Pages.ExamBoards.Ratify;

namespace StudentRecords.Tests.ExamBoards;

public sealed class RatifyPageTests : BoardPageBench
{
    [Fact]
    public async Task ABoardThatIsNotReady_IsToldEveryReasonAtOnce_AndCannotGoOn()
    {
        var scene = await BoardScene.OpenAsync(Registry, "AAA-2023A", [70, 80]);
        await scene.FreezeAsync();
        await scene.SitAsync(scene.Secretary);

        var page = await OpenAsync(scene);

        var codes = page.FindAll(".refusals li").Select(l => l.GetAttribute("data-code")).ToHashSet();
        Assert.Equal(["EXAMINER_NOT_CONFIRMED", "NO_CHAIR", "NO_EXTERNAL", "NO_QUORUM", "UNDECIDED"], codes.Order());
        Assert.All(page.FindAll(".refusals li"), l => Assert.NotNull(l.QuerySelector("a")));
        Assert.True(page.Find(".form-actions button.main").IsDisabled());
    }

    [Fact]
    public async Task TheJourney_ReadsBack_ChecksAnswers_AndLocks()
    {
        var scene = await ReadyAsync();
        var page = await OpenAsync(scene);
        Assert.Contains("A second attempt in August", page.Find("tbody").TextContent, StringComparison.Ordinal);

        page.Find(".form-actions button.main").Click();
        Assert.Contains("2 by F012 to the student portal, held until the release", page.Find(".facts").TextContent, StringComparison.Ordinal);
        page.Find("#Reason").Change("Decided by the board at its meeting");
        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Contains("2 decisions ratified and locked", page.Find(".notice.good").TextContent, StringComparison.Ordinal));
        Assert.Equal(2, (await scene.DecisionsAsync()).Count);
    }

    [Fact]
    public async Task WithoutAReasonOrWithAReleaseInThePast_NothingIsRatified()
    {
        var scene = await ReadyAsync();
        var page = await OpenAsync(scene);
        page.Find(".form-actions button.main").Click();

        page.Find("form").Submit();
        Assert.Contains("Say why.", page.Find(".refusals").TextContent, StringComparison.Ordinal);

        page.Find("#Reason").Change("Decided");
        page.Find("#ReleaseDay").Change("2020-01-01");
        page.Find("form").Submit();
        page.WaitForAssertion(() => Assert.Equal("RELEASE_PAST", page.Find(".refusals li").GetAttribute("data-code")));
        Assert.Empty(await scene.DecisionsAsync());
    }

    private async Task<BoardScene> ReadyAsync()
    {
        var scene = await BoardScene.OpenAsync(Registry, "AAA-2023A", [70, 80], [30, 30]);
        await scene.FreezeAsync();
        await scene.ConfirmAsync();
        await scene.SitAsync();
        Assert.Empty((await scene.ProposeAsync(new ProposedDecision((await scene.CandidateAsync(1)).CandidateNumber, BoardOutcome.Referred, null, "A second attempt in August"))).Refusals);
        Assert.Empty((await Registry.Get<DecisionService>().AcceptSuggestionsAsync(scene.BoardId, null, Registry.As(scene.Secretary))).Refusals);
        return scene;
    }

    private async Task<IRenderedComponent<RatifyPage>> OpenAsync(BoardScene scene)
    {
        await ActAsAsync(scene.Chair);
        var page = Render<RatifyPage>(p => p.Add(r => r.Id, scene.BoardId));
        page.WaitForElement(".steps");
        return page;
    }
}
