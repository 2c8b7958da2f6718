using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Tests.House;
using StudentRecords.Tests.Support;
using StudentRecords.Infrastructure.Assessment;

namespace StudentRecords.Tests.Browser;

/// <summary>A board clicked through by its people: opened, its members appointed, frozen, confirmed by the external examiner, decided by keyboard, ratified, locked.</summary>
[Collection(BrowserCollection.Name)]
public sealed class BoardJourneyTests(BrowserFixture browser)
{
    [FactInBrowser]
    public async Task Board_IsWalkedFromItsOpeningToTheLock()
    {
        var registry = browser.Web.Registry;
        await registry.Get<AssessmentService>().PublishRuleAsync(RuleShelf.Get("STANDARD"), registry.AsSystem());
        var occurrence = await registry.Given.OccurrenceAsync("JNY-2023A");
        foreach (var scores in new decimal?[][] { [70, 80], [55, 60], [30, 30] })
        {
            await registry.Given.StudentAsync(occurrence, scores);
        }

        var board = await OpenAsync(occurrence.Id);
        await FreezeAsync(board);
        await ConfirmAsync(board);
        await SitAndDecideAsync(board);
        await RatifyAsync(board);

        var decisions = await registry.ReadAsync(db => db.Set<BoardDecision>().AsNoTracking().Where(d => d.BoardId == board).ToListAsync());
        Assert.Equal(3, decisions.Count);
        Assert.Equal("To be assessed again in August", Assert.Single(decisions, d => d.Outcome == BoardOutcome.Referred).Reason);
    }

    /// <summary>Opened for the module, and its members appointed one by one.</summary>
    private async Task<long> OpenAsync(long occurrence)
    {
        await using var secretary = await browser.OpenAsync(Role.ExamBoardSecretary, $"/boards/new/{occurrence}");
        await secretary.Page.FillAsync("#LeadDays", "0");
        await secretary.Page.FillAsync("#Reason", "The board of the module");
        Offenders.None(await secretary.AccessibilityFaultsAsync());
        await secretary.Page.ClickAsync("button:has-text('Open the board')");
        await secretary.ArriveAsync("/members");
        (MemberRole Office, Role Role)[] seats = [(MemberRole.Chair, Role.BoardChair), (MemberRole.Secretary, Role.ExamBoardSecretary), (MemberRole.Internal, Role.Marker), (MemberRole.External, Role.ExternalExaminer)];
        foreach (var (office, role) in seats)
        {
            var name = WebRegistry.UserName(role);
            var user = await browser.Web.Registry.ReadAsync(db => db.Users.Where(u => u.UserName == name).Select(u => new { u.Id, u.DisplayName }).SingleAsync());
            await secretary.Page.SelectOptionAsync("#Office", office.ToString());
            await secretary.Page.SelectOptionAsync("#Person", user.Id.ToString(CultureInfo.InvariantCulture));
            await secretary.Page.ClickAsync("button.main:has-text('Appoint')");
            await secretary.Page.WaitForSelectorAsync($"main table >> text={user.DisplayName}");
        }

        Offenders.None(await secretary.AccessibilityFaultsAsync());
        Offenders.None(secretary.Complaints);
        return long.Parse(new Uri(secretary.Page.Url).Segments[2].TrimEnd('/'), CultureInfo.InvariantCulture);
    }

    /// <summary>Candidates and marks gathered, what is in the way looked at, the pack frozen.</summary>
    private async Task FreezeAsync(long board)
    {
        await using var secretary = await browser.OpenAsync(Role.ExamBoardSecretary, $"/boards/{board}");
        await secretary.Page.ClickAsync("text=Gather candidates and marks");
        await secretary.Page.WaitForSelectorAsync("text=3 candidates");
        Offenders.None(await secretary.AccessibilityFaultsAsync());
        await secretary.GoToAsync($"/boards/{board}/pack");
        await secretary.Page.FillAsync("#Reason", "Papers for the meeting");
        await secretary.Page.ClickAsync("button:has-text('Freeze pack 1')");
        await secretary.Page.WaitForSelectorAsync("text=Pack frozen");
        Offenders.None(await secretary.AccessibilityFaultsAsync());
        Offenders.None(secretary.Complaints);
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
}
