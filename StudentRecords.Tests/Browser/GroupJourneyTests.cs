using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment.Groups;
using StudentRecords.Infrastructure.Enrolment.Groups;
using StudentRecords.Tests.House;

namespace StudentRecords.Tests.Browser;

/// <summary>A cohort made with its owner, filled by a whole list and one by one, and closed to everybody who does not own it.</summary>
[Collection(BrowserCollection.Name)]
public sealed class GroupJourneyTests(BrowserFixture browser)
{
    [FactInBrowser]
    public async Task ACohort_IsMadeAndFilledByItsOwner_AndRefusedToOthers()
    {
        var (one, two, three) = (await NumberAsync(), await NumberAsync(), await NumberAsync());
        await using var olga = await browser.OpenAsync(Role.RegistryOfficer, "/groups");
        var id = await MakeAsync(olga);

        await TakeAsync(olga, $"{one}, {two}\nX1", ".refusals li[data-code=PERSON_UNKNOWN]");
        await TakeAsync(olga, $"{one}, {two}", $"text=In from today: ");
        Offenders.None(await olga.AccessibilityFaultsAsync());
        await ConfirmAsync(olga.Page, "Take the list", "Registered in week one");
        await olga.Page.WaitForSelectorAsync($"td:has-text('{two}')");
        Assert.Equal([one, two], await InAsync(id));

        await olga.Page.ClickAsync("a:has-text('Change who is in it')");
        Offenders.None(await olga.AccessibilityFaultsAsync());
        await olga.Page.FillAsync("#StudentNumber", one);
        await ConfirmAsync(olga.Page, "Change the group", "Came late");
        await olga.Page.WaitForSelectorAsync(".refusals li[data-code=ALREADY_A_MEMBER]");
        await olga.Page.FillAsync("#StudentNumber", three);
        await olga.Page.ClickAsync("button:has-text('Change the group')");
        await olga.Page.WaitForSelectorAsync($"td:has-text('{three}')");

        await olga.Page.ClickAsync("a:has-text('Take the whole list')");
        await olga.Page.WaitForSelectorAsync("#List");
        Assert.Equal([one, two, three], (await olga.Page.InputValueAsync("#List")).Split('\n'));
        await TakeAsync(olga, $"{two}\n{three}", $"text=Out from today: {one}");
        await ConfirmAsync(olga.Page, "Take the list", "The first has changed programme");
        await olga.Page.WaitForSelectorAsync("a:has-text('Change who is in it')");
        Assert.Equal([two, three], await InAsync(id));
        Offenders.None(olga.Complaints);

        await RefusedAsync(Role.ProgrammeAdministrator, id, "Registry owns this group and says who is in it");
    }

    [FactInBrowser]
    public async Task ASystemsGroup_IsChangedByAPinnedExceptionAlone()
    {
        var registry = browser.Web.Registry;
        var number = await NumberAsync();
        var lab = (await registry.Get<GroupService>().MakeAsync(new MakeGroup { Code = "JNY-LAB", Title = "Laboratory of the journey", Kind = GroupKind.Laboratory, Owner = "TTB", AcademicYear = "2023/24" }, registry.As(Role.RegistryOfficer))).Value;
        await RefusedAsync(Role.RegistryOfficer, lab, "owns this group and says who is in it; change it there");

        await using var manager = await browser.OpenAsync(Role.RegistryManager, $"/groups/{lab}");
        Assert.Equal(0, await manager.Page.Locator("a:has-text('Take the whole list')").CountAsync());
        await manager.Page.ClickAsync("a:has-text('Change who is in it')");
        await manager.Page.WaitForSelectorAsync("label:has-text('Pin in, whatever')");
        Assert.Equal(0, await manager.Page.Locator("label:has-text('Put the student in')").CountAsync());
        Offenders.None(await manager.AccessibilityFaultsAsync());
        await manager.Page.FillAsync("#StudentNumber", number);
        await ConfirmAsync(manager.Page, "Change the group", "Carer on Mondays");
        await manager.Page.WaitForSelectorAsync("td .chip:has-text('Pinned')");
        await manager.Page.WaitForSelectorAsync("td:has-text('Carer on Mondays')");
        Offenders.None(await manager.AccessibilityFaultsAsync());
        Offenders.None(manager.Complaints);
    }

    private static async Task<long> MakeAsync(WatchedPage olga)
    {
        var page = olga.Page;
        Offenders.None(await olga.AccessibilityFaultsAsync());
        await page.ClickAsync("a:has-text('Make a group')");
        await page.FillAsync("#Title", "First years of the journey");
        await ConfirmAsync(page, "Make the group", "For the tutors");
        await page.WaitForSelectorAsync(".refusals li[data-code=GROUP_CODE]");
        Offenders.None(await olga.AccessibilityFaultsAsync());
        await page.FillAsync("#Code", "JNY-2023-A");
        await page.SelectOptionAsync("#Kind", nameof(GroupKind.Cohort));
        await page.SelectOptionAsync("#Owner", "Registry");
        await page.ClickAsync("button:has-text('Make the group')");
        await page.WaitForSelectorAsync("dt:has-text('Owner') + dd:has-text('Registry')");
        Offenders.None(await olga.AccessibilityFaultsAsync());
        return long.Parse(new Uri(page.Url).Segments[^1], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Gives the whole list on the page of the group or on that of the list, and waits for what comes of it.</summary>
    private static async Task TakeAsync(WatchedPage olga, string list, string shown)
    {
        if (await olga.Page.Locator("#List").CountAsync() == 0)
        {
            await olga.Page.ClickAsync("a:has-text('Take the whole list')");
        }

        await olga.Page.FillAsync("#List", list);
        await olga.Page.ClickAsync("button:has-text('Check the list')");
        await olga.Page.WaitForSelectorAsync(shown);
        Offenders.None(await olga.AccessibilityFaultsAsync());
    }

    private static async Task ConfirmAsync(IPage page, string button, string reason)
    {
        await page.FillAsync("#Reason", reason);
        await page.ClickAsync($"button:has-text('{button}')");
    }

    /// <summary>No way is shown, and neither address is one.</summary>
    private async Task RefusedAsync(Role role, long group, string sentence)
    {
        await using var other = await browser.OpenAsync(role, $"/groups/{group}");
        Assert.Equal(0, await other.Page.Locator(".page-head .actions a").CountAsync());
        foreach (var address in (string[])["change", "list"])
        {
            await other.GoToAsync($"/groups/{group}/{address}");
            await other.Page.WaitForSelectorAsync($"main >> text={sentence}");
            Assert.Equal(0, await other.Page.Locator("main form").CountAsync());
            Offenders.None(await other.AccessibilityFaultsAsync());
        }

        Offenders.None(other.Complaints);
    }

    private async Task<string> NumberAsync() => (await browser.Web.Registry.Given.PersonAsync()).StudentNumber;

    private Task<List<string>> InAsync(long id) => browser.Web.Registry.ReadAsync(db => db.Set<Domain.Students.Person>()
        .Where(p => db.Set<GroupMembership>().Any(m => m.GroupId == id && m.PersonId == p.Id && m.To == null && m.IsIn)).OrderBy(p => p.StudentNumber).Select(p => p.StudentNumber).ToListAsync());
}
