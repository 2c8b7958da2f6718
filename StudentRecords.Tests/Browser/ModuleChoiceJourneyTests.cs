using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Registration;
using StudentRecords.Tests.Enrolment.Registration;
using StudentRecords.Tests.House;

namespace StudentRecords.Tests.Browser;

/// <summary>Modules chosen at the desk: refused with every reason, allowed by a manager, swapped, waited for, given up with the effect shown first.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ModuleChoiceJourneyTests(BrowserFixture browser)
{
    [FactInBrowser]
    public async Task Modules_AreRegisteredSwappedAndGivenUp()
    {
        var scene = new ChoiceScene(browser.Web.Registry);
        var programme = await browser.Web.Registry.Given.ProgrammeAsync("JRN-CHOICE");
        var (student, waits) = (await scene.StudentAsync(on: programme), await scene.StudentAsync(on: programme));
        var (late, limited) = (await scene.LimitedAsync("JMA-2023A", 5, o => o.OpenBetween(null, new DateOnly(2023, 9, 1))), await scene.LimitedAsync("JMB-2023A", 1));

        await using var officer = await browser.OpenAsync(Role.RegistryOfficer, $"/students/{student.PersonId}/modules?year=2023/24&q=JM");
        await officer.Page.WaitForSelectorAsync(".reasons li[data-code=DEADLINE_PASSED]");
        Offenders.None(await officer.AccessibilityFaultsAsync());
        await officer.Page.ClickAsync("a:has-text('Register on JMB-2023A')");
        await officer.Page.ClickAsync("text=Check what it does");
        await officer.Page.WaitForSelectorAsync(".effects >> text=Timetabling");
        Offenders.None(await officer.AccessibilityFaultsAsync());
        await officer.Page.FillAsync("#Reason", "Chosen at the student desk");
        await officer.Page.ClickAsync("button:has-text('Register on a module')");
        await officer.Page.WaitForSelectorAsync("a:has-text('Give up JMB-2023A')");
        Assert.Equal([student.Id], await scene.OnAsync(limited));

        await officer.GoToAsync($"/students/{waits.PersonId}/modules/{waits.Id}/wait/{limited.Id}");
        await officer.Page.FillAsync("#Reason", "Wants it all the same");
        await officer.Page.ClickAsync("button:has-text('Wait for a place')");
        await officer.Page.WaitForSelectorAsync("h1");
        await officer.GoToAsync($"/students/{student.PersonId}/modules/{student.Id}/register/{late.Id}");
        await officer.Page.ClickAsync("text=Check what it does");
        await officer.Page.WaitForSelectorAsync(".refusals li[data-code=DEADLINE_PASSED]");
        Assert.Equal(0, await officer.Page.Locator("#SetAside").CountAsync());
        Offenders.None(officer.Complaints);

        await SwapAsync(scene, student, limited.Id, late.Id);
        Assert.Equal([waits.Id], await scene.OnAsync(limited));
        Assert.Equal("DEADLINE_PASSED", await browser.Web.Registry.ReadAsync(db => db.Set<ModuleRegistration>().Where(r => r.OccurrenceId == late.Id).Select(r => r.SetAside).SingleAsync()));
        Assert.Equal(WaitingState.Registered, await browser.Web.Registry.ReadAsync(db => db.Set<WaitingEntry>().Where(w => w.OccurrenceId == limited.Id).Select(w => w.State).SingleAsync()));
    }

    private async Task SwapAsync(ChoiceScene scene, Engagement student, long from, long to)
    {
        await using var manager = await browser.OpenAsync(Role.RegistryManager, $"/students/{student.PersonId}/modules/{student.Id}/swap/{from}");
        await manager.Page.ClickAsync("text=Check what it does");
        await manager.Page.WaitForSelectorAsync(".refusals li[data-code=NOTHING_CHOSEN]");
        await manager.Page.FillAsync("#Look", "JM");
        await manager.Page.PressAsync("#Look", "Enter");
        await manager.Page.WaitForSelectorAsync($"#Module option[value='{to}']", new() { State = WaitForSelectorState.Attached });
        await manager.Page.SelectOptionAsync("#Module", $"{to}");
        await manager.Page.ClickAsync("text=Check what it does");
        await manager.Page.WaitForSelectorAsync(".refusals li[data-code=DEADLINE_PASSED]");
        await manager.Page.CheckAsync("#SetAside");
        await manager.Page.ClickAsync("text=Check what it does");
        await manager.Page.WaitForSelectorAsync(".effects >> text=The place on JMB-2023A that becomes free goes to");
        Offenders.None(await manager.AccessibilityFaultsAsync());
        await manager.Page.FillAsync("#Reason", "The form was handed in on time and mislaid");
        await manager.Page.ClickAsync("button:has-text('Swap a module')");
        await manager.Page.WaitForSelectorAsync("a:has-text('Give up JMA-2023A')");
        Offenders.None(manager.Complaints);
    }
}
