using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Tests.ExamBoards;
using StudentRecords.Tests.House;

namespace StudentRecords.Tests.Browser;

/// <summary>A progression board clicked through from the sitting to the lock.</summary>
[Collection(BrowserCollection.Name)]
public sealed class AwardJourneyTests(BrowserFixture browser)
{
    [FactInBrowser]
    public async Task ProgressionBoard_IsDecidedAndRatified()
    {
        var scene = await AwardScene.SittingAsync(browser.Web.Registry, (70, 80), (35, 60));
        await using (var secretary = await browser.OpenAsync(Role.ExamBoardSecretary, $"/boards/{scene.BoardId}/awards"))
        {
            Assert.Equal(["Award boards"], await secretary.Page.Locator(".rail a[aria-current]").AllInnerTextsAsync());
            await secretary.Page.ClickAsync("text=Accept the suggestions as a block");
            await secretary.Page.WaitForSelectorAsync("text=2 suggestions accepted");
            await secretary.GoToAsync($"/boards/{scene.BoardId}/awards/{(await scene.CandidateAsync(1)).CandidateNumber}");
            await secretary.Page.SelectOptionAsync("#Code", nameof(AwardCode.ProceedTrailing));
            await secretary.Page.ClickAsync("text=Settle >> nth=0");
            await secretary.Page.WaitForSelectorAsync(".refusals li[data-code=REASON_NEEDED]");
            await secretary.Page.FillAsync("#DecisionReason", "A narrow fail");
            await secretary.Page.ClickAsync("text=Settle >> nth=0");
            await secretary.Page.WaitForSelectorAsync("text=Differs from the suggestion");
            Offenders.None(await secretary.AccessibilityFaultsAsync());
            Offenders.None(secretary.Complaints);
        }

        await using var chair = await browser.OpenAsync(Role.BoardChair, $"/boards/{scene.BoardId}/awards/ratify");
        await chair.Page.FillAsync("#Reason", "Decided by the board at its meeting");
        await chair.Page.ClickAsync("text=Ratify and lock 2 decisions");
        await chair.Page.WaitForSelectorAsync("text=2 decisions ratified and locked");
        Offenders.None(chair.Complaints);
        Assert.Equal([AwardCode.Proceed, AwardCode.ProceedTrailing], (await scene.DecisionsAsync()).Select(d => d.Code).Order());
    }
}
