using Bunit;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Web.Components.Pages.ExamBoards.Decisions;

namespace StudentRecords.Tests.ExamBoards;

public sealed class DecisionsPageTests : BoardPageBench
{
    private BoardScene scene = null!;

    [Fact]
    public async Task EveryActOfTheDesk_HasAKey()
    {
        var page = await OpenAsync([70, 80], [30, 30]);

        var keys = page.FindAll("[data-keys] [aria-keyshortcuts]").SelectMany(b => b.GetAttribute("aria-keyshortcuts")!.Split(' ')).ToHashSet();
        Assert.Superset(new HashSet<string> { "ArrowUp", "ArrowDown", "a", "1", "2", "3", "4", "5", "6", "7" }, keys);
    }

    [Fact]
    public async Task Accepting_SettlesTheCandidateAndGoesOn()
    {
        var page = await OpenAsync([70, 80], [30, 30]);
        var first = Shown(page);

        page.Find("[aria-keyshortcuts=a]").Click();

        page.WaitForAssertion(() => Assert.NotEqual(first, Shown(page)));
        Assert.Contains("1 undecided", page.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Contains(await StateAsync(), c => c.Number == first && !c.IsUndecided && c.FollowsSuggestion);
    }

    [Fact]
    public async Task ADifferingDecision_AsksForAReasonAndIsRefusedWithout()
    {
        var page = await OpenAsync([70, 80]);
        page.FindAll("[aria-keyshortcuts='5']").Single().Click();
        Assert.NotNull(page.Find("#DecisionReason"));

        page.Find("form.decision").Submit();
        page.WaitForAssertion(() => Assert.Equal("REASON_NEEDED", page.Find(".refusals li").GetAttribute("data-code")));
        Assert.All(await StateAsync(), c => Assert.True(c.IsUndecided));

        page.Find("#DecisionReason").Input("Illness on the day of the examination");
        page.Find("form.decision").Submit();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".refusals")));
        Assert.Equal([BoardOutcome.Referred], (await scene.DecidedAsync()).Select(c => c.ProposedOutcome!.Value));
    }

    [Fact]
    public async Task ABlock_ShowsWhatItWouldSettleAndLeavesTheBorderline()
    {
        var page = await OpenAsync([70, 80], [30, 30], [39, 39], [20, null]);
        page.FindAll("button").Single(b => b.TextContent.Contains("as a block", StringComparison.Ordinal)).Click();
        Assert.Contains("Accept 2 suggestions as a block?", page.Find(".block h2").TextContent, StringComparison.Ordinal);

        page.Find(".block button.main").Click();

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".block h2")));
        Assert.Equal(2, (await scene.DecidedAsync()).Count);
        Assert.Equal(2, page.FindAll(".desk-list li").Count);
    }

    [Fact]
    public async Task ADecisionTakenElsewhereMeanwhile_IsNotOverwritten()
    {
        var page = await OpenAsync([70, 80]);
        Assert.Empty((await scene.ProposeAsync(new ProposedDecision(Shown(page), BoardOutcome.Deferred, null, "Decided on another screen"))).Refusals);

        page.Find("[aria-keyshortcuts=a]").Click();

        page.WaitForAssertion(() => Assert.Equal("CHANGED_MEANWHILE", page.Find(".refusals li").GetAttribute("data-code")));
        Assert.Contains("Deferred", page.Find(".decision").TextContent, StringComparison.Ordinal);
    }

    private async Task<IRenderedComponent<DecisionsPage>> OpenAsync(params decimal?[][] students)
    {
        scene = await BoardScene.OpenAsync(Registry, "AAA-2023A", students);
        await scene.FreezeAsync();
        await scene.SitAsync();
        await ActAsAsync(scene.Secretary);
        var page = Render<DecisionsPage>(p => p.Add(d => d.Id, scene.BoardId));
        page.WaitForElement("[data-keys]");
        return page;
    }

    private static string Shown(IRenderedComponent<DecisionsPage> page) => page.Find(".desk-sheet h2").TextContent.Trim();

    private async Task<List<(string Number, bool IsUndecided, bool FollowsSuggestion)>> StateAsync()
    {
        List<(string, bool, bool)> state = [];
        for (var i = 0; i < scene.Registrations.Count; i++)
        {
            var candidate = await scene.CandidateAsync(i);
            state.Add((candidate.CandidateNumber, candidate.IsUndecided, candidate.FollowsSuggestion));
        }

        return state;
    }
}
