using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Tests.Enrolment.Registration;
using StudentRecords.Tests.House;

namespace StudentRecords.Tests.Browser;

/// <summary>A full running: a student waits, gets the place that becomes free, and a further place goes to the next in the line.</summary>
[Collection(BrowserCollection.Name)]
public sealed class WaitingListJourneyTests(BrowserFixture browser)
{
    [FactInBrowser]
    public async Task APlaceThatBecomesFree_GoesToWhoWaits_AndMorePlacesToTheNext()
    {
        var scene = new ChoiceScene(browser.Web.Registry);
        var programme = await browser.Web.Registry.Given.ProgrammeAsync("JRN-WAIT");
        var (has, first, second) = (await scene.StudentAsync(on: programme), await scene.StudentAsync(on: programme), await scene.StudentAsync(on: programme));
        var full = await scene.LimitedAsync("JWL-2023A", 1);
        Assert.Empty((await scene.RegisterAsync(has, full)).Refusals);

        await using var olga = await browser.OpenAsync(Role.RegistryOfficer, Desk(first));
        await WaitAsync(olga, first);
        Assert.Empty((await scene.WaitAsync(second, full)).Refusals);
        await LookAsync(olga, full, "Full", "2");
        await FreeAsync(olga, has, await NumberAsync(first));
        Assert.Equal([first.Id], await scene.OnAsync(full));
        Assert.Contains("F012 NotificationIssued", await scene.ToldAsync(first));
        await LookAsync(olga, full, "Full", "1");
        await olga.Page.WaitForSelectorAsync($"tr:has-text('{await NumberAsync(first)}') .chip:has-text('Got a place')");
        await olga.Page.WaitForSelectorAsync($"tr:has-text('{await NumberAsync(second)}') .chip:has-text('Waiting')");
        Assert.Equal(0, await olga.Page.Locator("a:has-text('Change the places')").CountAsync());
        Offenders.None(olga.Complaints);

        await MorePlacesAsync(full);
        Assert.Equal([first.Id, second.Id], await scene.OnAsync(full));
    }

    [FactInBrowser]
    public async Task WhoWaitsNoMore_IsTakenOffTheList()
    {
        var scene = new ChoiceScene(browser.Web.Registry);
        var programme = await browser.Web.Registry.Given.ProgrammeAsync("JRN-OFF");
        var (has, waits) = (await scene.StudentAsync(on: programme), await scene.StudentAsync(on: programme));
        var full = await scene.LimitedAsync("JWO-2023A", 1);
        Assert.Empty((await scene.RegisterAsync(has, full)).Refusals);
        Assert.Empty((await scene.WaitAsync(waits, full)).Refusals);

        await using var olga = await browser.OpenAsync(Role.RegistryOfficer, $"/students/{waits.PersonId}/modules?year=2023/24&q=JWO");
        await olga.Page.ClickAsync("a:has-text('Off the list of JWO-2023A')");
        await olga.Page.FillAsync("#Reason", "Chose another");
        Offenders.None(await olga.AccessibilityFaultsAsync());
        await olga.Page.ClickAsync("button:has-text('Off the waiting list')");
        await olga.ArriveAsync("/modules[?]engagement=[0-9]+.*");
        Assert.Empty(await scene.LineAsync(full));
        Offenders.None(olga.Complaints);
    }

    /// <summary>At the desk, where the reason against it is that it is full.</summary>
    private static async Task WaitAsync(WatchedPage olga, Engagement student)
    {
        await olga.Page.WaitForSelectorAsync(".reasons li[data-code=FULL]");
        await olga.Page.ClickAsync("a:has-text('Wait for a place on JWL-2023A')");
        await olga.Page.WaitForSelectorAsync("dt:has-text('Places') + dd:has-text('1 of 1 taken')");
        Offenders.None(await olga.AccessibilityFaultsAsync());
        await olga.Page.FillAsync("#Reason", "Would rather wait than choose another");
        await olga.Page.ClickAsync("button:has-text('Wait for a place')");
        await olga.ArriveAsync("/modules[?]engagement=[0-9]+.*");
        await olga.GoToAsync(Desk(student));
        await olga.Page.WaitForSelectorAsync(".chip:has-text('Waits, place 1')");
        Offenders.None(await olga.AccessibilityFaultsAsync());
    }

    private static async Task LookAsync(WatchedPage olga, ModuleOccurrence full, string state, string waiting)
    {
        await olga.GoToAsync("/waiting-lists?q=JWL");
        await olga.Page.ClickAsync($"td a:has-text('{full.Key}')");
        await olga.Page.WaitForSelectorAsync($".page-head .chip:has-text('{state}')");
        await olga.Page.WaitForSelectorAsync($"dt:has-text('Waiting') + dd:has-text('{waiting}')");
        await olga.ReadyAsync();
        Offenders.None(await olga.AccessibilityFaultsAsync());
    }

    /// <summary>Who has the place gives it up; the check says to whom it goes.</summary>
    private static async Task FreeAsync(WatchedPage olga, Engagement has, string next)
    {
        await olga.GoToAsync(Desk(has));
        await olga.Page.ClickAsync("a:has-text('Give up JWL-2023A')");
        await olga.Page.ClickAsync("text=Check what it does");
        await olga.Page.WaitForSelectorAsync($".effects >> text=The place on JWL-2023A that becomes free goes to {next}");
        Offenders.None(await olga.AccessibilityFaultsAsync());
        await olga.Page.FillAsync("#Reason", "Too much beside the placement");
        await olga.Page.ClickAsync("button:has-text('Give up a module')");
        await olga.ArriveAsync("/modules[?]engagement=[0-9]+.*");
    }

    private async Task MorePlacesAsync(ModuleOccurrence full)
    {
        await using var manager = await browser.OpenAsync(Role.RegistryManager, $"/waiting-lists/{full.Id}");
        await manager.Page.ClickAsync("a:has-text('Change the places')");
        await manager.Page.UncheckAsync("#HasWaitingList");
        await manager.Page.FillAsync("#Reason", "A second laboratory is open");
        await manager.Page.ClickAsync("button:has-text('Change the places')");
        await manager.Page.WaitForSelectorAsync(".refusals li[data-code=STILL_WAITING]");
        Offenders.None(await manager.AccessibilityFaultsAsync());
        await manager.Page.CheckAsync("#HasWaitingList");
        await manager.Page.FillAsync("#Places", "2");
        await manager.Page.ClickAsync("button:has-text('Change the places')");
        await manager.Page.WaitForSelectorAsync("dt:has-text('Waiting') + dd:has-text('0')");
        Offenders.None(manager.Complaints);
    }

    private static string Desk(Engagement student) => $"/students/{student.PersonId}/modules?year=2023/24&q=JWL";

    private Task<string> NumberAsync(Engagement student) => browser.Web.Registry.ReadAsync(db => db.Set<Domain.Students.Person>().Where(p => p.Id == student.PersonId).Select(p => p.StudentNumber).SingleAsync());
}
