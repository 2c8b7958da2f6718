using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.ExamBoards.Graduation;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.ExamBoards.Graduation;
using StudentRecords.Tests.House;

namespace StudentRecords.Tests.Browser;

/// <summary>From the list of who may graduate to the certificate: planned and listed by an officer, conferred by a manager.</summary>
[Collection(BrowserCollection.Name)]
public sealed class GraduationJourneyTests(BrowserFixture browser)
{
    [FactInBrowser]
    public async Task Ceremony_IsPlannedListedAndConferred()
    {
        // the small institution has few masters: who is on the planned list comes free for this one
        var planned = await browser.Web.Registry.ReadAsync(db => db.Set<Ceremony>().Where(c => c.ConferredOn == null).Select(c => c.Id).FirstAsync());
        Assert.Empty((await browser.Web.Registry.Get<CeremonyService>().CallOffAsync(planned, browser.Web.Registry.As(Role.RegistryOfficer) with { Reason = "The hall is flooded" })).Refusals);
        var today = TimeProvider.System.Today().ToString("d MMM yyyy", CultureInfo.GetCultureInfo("en-GB"));
        var before = await CountAsync();
        string ceremony;
        await using (var officer = await browser.OpenAsync(Role.RegistryOfficer, "/graduation?f.step=Eligible"))
        {
            await officer.Page.WaitForSelectorAsync("td >> text=Master of Science");
            Offenders.None(await officer.AccessibilityFaultsAsync());
            await officer.GoToAsync("/graduation/ceremonies/new");
            await officer.Page.FillAsync("#Reason", "Agreed by the registrar");
            await officer.Page.ClickAsync("text=Plan it");
            await officer.Page.WaitForSelectorAsync(".refusals li[data-code=TITLE_MISSING]");
            Offenders.None(await officer.AccessibilityFaultsAsync());
            await officer.Page.FillAsync("#Title", "Autumn ceremony");
            await officer.Page.FillAsync("#HeldOn", today);
            await officer.Page.FillAsync("#Place", "Town Hall");
            await officer.Page.FillAsync("#Capacity", "50");
            await officer.Page.ClickAsync("text=Plan it");
            await officer.Page.WaitForSelectorAsync("h1:has-text('Autumn ceremony')");
            await officer.Page.ClickAsync("text=Put all eligible on the list");
            await officer.Page.WaitForSelectorAsync("td >> text=On a list");
            Offenders.None(await officer.AccessibilityFaultsAsync());
            Offenders.None(officer.Complaints);
            ceremony = new Uri(officer.Page.Url).AbsolutePath;
        }

        await using var manager = await browser.OpenAsync(Role.RegistryManager, $"{ceremony}/confer");
        await manager.Page.WaitForSelectorAsync("text=Check answers");
        Offenders.None(await manager.AccessibilityFaultsAsync());
        await manager.Page.FillAsync("#Reason", "Conferred by the Vice-Chancellor");
        await manager.Page.ClickAsync("button.main:has-text('Confer')");
        await manager.Page.WaitForSelectorAsync("[role=status] >> text=filed with the archive");
        Offenders.None(await manager.AccessibilityFaultsAsync());
        Offenders.None(manager.Complaints);
        var after = await CountAsync();
        Assert.True(after.Conferred > before.Conferred);
        Assert.Equal((after.Conferred - before.Conferred) * 2, after.Filed - before.Filed);
    }

    private Task<(int Conferred, int Filed)> CountAsync() =>
        browser.Web.Registry.ReadAsync(async db => (await db.Set<Conferment>().CountAsync(), await db.Set<FiledDocument>().CountAsync()));
}
