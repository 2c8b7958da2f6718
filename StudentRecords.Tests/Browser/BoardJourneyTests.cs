using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Tests.ExamBoards;
using StudentRecords.Tests.House;
using StudentRecords.Tests.Support;
using StudentRecords.Infrastructure.ExamBoards;

namespace StudentRecords.Tests.Browser;

/// <summary>A board clicked through by its people: frozen, confirmed by the external examiner, decided by keyboard, ratified, locked.</summary>
[Collection(BrowserCollection.Name)]
public sealed class BoardJourneyTests(BrowserFixture browser)
{
    [FactInBrowser]
    public async Task Board_IsWalkedFromTheFrozenPackToTheLock()
    {
        var registry = browser.Web.Registry;
        var scene = await BoardScene.OpenAsync(registry, "JNY-2023A", [70, 80], [55, 60], [30, 30]);
        Assert.Empty((await registry.Get<BoardService>().AppointAsync(
            new AppointMembers { BoardId = scene.BoardId, Members = [await SeatAsync(Role.ExternalExaminer, MemberRole.External)] }, registry.As(scene.Secretary))).Refusals);
        Assert.Empty((await scene.FreezeAsync()).Refusals);
        Assert.Empty((await scene.ConfirmAsync()).Refusals);

        await ConfirmAsync(scene.BoardId);
        await SitAndDecideAsync(scene.BoardId);
        await RatifyAsync(scene.BoardId);

        var decisions = await scene.DecisionsAsync();
        Assert.Equal(3, decisions.Count);
        Assert.Equal("To be assessed again in August", Assert.Single(decisions, d => d.Outcome == BoardOutcome.Referred).Reason);
    }

    private async Task ConfirmAsync(long board)
    {
        await using var examiner = await browser.OpenAsync(Role.ExternalExaminer, $"/examiner/boards/{board}");
        await examiner.Page.ClickAsync("#Verdict-Qualified");
        await examiner.Page.ClickAsync("text=Send my word");
        await examiner.Page.WaitForSelectorAsync(".refusals li[data-code=COMMENT_NEEDED]");
        await examiner.Page.FillAsync("#Comment", "Feedback on the second component should be fuller");
        await examiner.Page.ClickAsync("text=Send my word");
        await examiner.Page.WaitForSelectorAsync("text=is with the board");
        Offenders.None(examiner.Complaints);
    }

    private async Task SitAndDecideAsync(long board)
    {
        await using var secretary = await browser.OpenAsync(Role.ExamBoardSecretary, $"/boards/{board}/members");
        foreach (var box in await secretary.Page.Locator("fieldset input[type=checkbox]").AllAsync())
        {
            await box.CheckAsync();
        }

        await secretary.Page.ClickAsync("text=Open the sitting on pack 1");
        await secretary.Page.WaitForSelectorAsync("text=Quorum present");

        await secretary.GoToAsync($"/boards/{board}/decisions");
        var keys = secretary.Page.Keyboard;
        for (var left = 3; left > 0; left--)
        {
            await secretary.Page.WaitForFunctionAsync("() => document.activeElement?.matches('[data-keys]')");
            var fails = await secretary.Page.Locator(".decision .chip.bad").CountAsync() > 0;
            await keys.PressAsync(fails ? "5" : "a");
            if (fails)
            {
                await secretary.Page.FillAsync("#DecisionReason", "To be assessed again in August");
                await secretary.Page.ClickAsync("text=Settle as Referred");
            }

            await secretary.Page.WaitForSelectorAsync($"text={left - 1} undecided", new() { State = WaitForSelectorState.Attached });
        }

        Offenders.None(secretary.Complaints);
    }

    private async Task RatifyAsync(long board)
    {
        await using var chair = await browser.OpenAsync(Role.BoardChair, $"/boards/{board}/ratify");
        await chair.Page.ClickAsync("text=Read back; go on");
        Offenders.None(await chair.AccessibilityFaultsAsync());
        await chair.Page.FillAsync("#Reason", "Decided by the board at its meeting");
        await chair.Page.ClickAsync("text=Ratify and lock 3 decisions");
        await chair.Page.WaitForSelectorAsync("text=3 decisions ratified and locked");
        await chair.GoToAsync($"/boards/{board}");
        await chair.Page.WaitForSelectorAsync(".notice.locked");
        Offenders.None(chair.Complaints);
    }

    private async Task<Appointment> SeatAsync(Role role, MemberRole office)
    {
        var name = WebRegistry.UserName(role);
        return await browser.Web.Registry.ReadAsync(db => db.Users.Where(u => u.UserName == name).Select(u => new Appointment(u.Id, u.DisplayName, office)).SingleAsync());
    }
}
