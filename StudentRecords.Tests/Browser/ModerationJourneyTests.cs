using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Moderation;
using StudentRecords.Tests.Assessment.Moderation;
using StudentRecords.Tests.House;

namespace StudentRecords.Tests.Browser;

/// <summary>A component's marks clicked through by two people: sample, second marks, an agreed mark, closed; refused to the same person, confirmed by another.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ModerationJourneyTests(BrowserFixture browser)
{
    [FactInBrowser]
    public async Task Marks_AreModeratedByOneAndConfirmedByAnother()
    {
        var scene = await ModerationScene.OpenAsync(browser.Web.Registry, "MOD-2023A", [80, 80], [30, 60], [55, 55], [62, 44]);
        var sheet = $"/moderation/{scene.Board.Occurrence.Id}/{scene.First.Id}";
        await ModerateAsync(scene, sheet);

        await using var chair = await browser.OpenAsync(Role.BoardChair, sheet);
        await chair.Page.FillAsync("#ConfirmReason", "Mark sheet compared with the scripts");
        await chair.Page.ClickAsync("text=Confirm 4 marks");
        await chair.Page.WaitForSelectorAsync("text=The marks are confirmed");
        Offenders.None(await chair.AccessibilityFaultsAsync());
        Offenders.None(chair.Complaints);
        Assert.All((await scene.SheetAsync()).Marks, m => Assert.Equal(MarkState.Confirmed, m.State));
        Assert.Equal(42m, Assert.Single((await scene.SheetAsync()).Marks, m => m.Agreed is not null).Standing);
    }

    private async Task ModerateAsync(ModerationScene scene, string sheet)
    {
        await using var moderator = await browser.OpenAsync(Role.Moderator, sheet);
        var page = moderator.Page;
        await page.ClickAsync("text=Draw the sample");
        await page.WaitForSelectorAsync("text=marks drawn into the sample");
        foreach (var mark in (await scene.SheetAsync()).OpenSample.ToList())
        {
            await page.FillAsync($"input[aria-label='Second mark of {mark.CandidateNumber}']", mark.Score == 30 ? "45" : "78");
        }

        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("text=second marks saved");
        Offenders.None(await moderator.AccessibilityFaultsAsync());
        await page.FillAsync("#CloseReason", "Standards are sound");
        await page.ClickAsync("text=Close for 4 marks");
        await page.WaitForSelectorAsync(".refusals li[data-code=NOT_AGREED]");
        foreach (var mark in (await scene.SheetAsync()).OpenSample.Where(m => m.IsApart(5)).ToList())
        {
            await moderator.GoToAsync($"{sheet}/marks/{mark.MarkId}");
            await page.FillAsync("#Score", "42");
            await page.FillAsync("#AgreeReason", "Question 4 was read again by both markers");
            await page.ClickAsync("text=Agree on this mark");
            await page.WaitForSelectorAsync("td:has-text('Agreed')");
            Offenders.None(await moderator.AccessibilityFaultsAsync());
        }

        await moderator.GoToAsync(sheet);
        await page.FillAsync("#CloseReason", "Standards are sound");
        await page.ClickAsync("text=Close for 4 marks");
        await page.WaitForSelectorAsync("text=The moderation is closed");
        await page.FillAsync("#ConfirmReason", "Seen");
        await page.ClickAsync("text=Confirm 4 marks");
        await page.WaitForSelectorAsync(".refusals li[data-code=MODERATED_BY_YOU]");
        Offenders.None(moderator.Complaints);
    }
}
