using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Students.Retention;
using StudentRecords.Tests.House;

namespace StudentRecords.Tests.Browser;

/// <summary>A disposal run looked at and refused to whoever prepared it; what is held about one person taken as a file.</summary>
[Collection(BrowserCollection.Name)]
public sealed class RetentionJourneyTests(BrowserFixture browser)
{
    [FactInBrowser]
    public async Task Disposal_IsPreviewed_AndDiscarded()
    {
        var run = await browser.Web.Registry.ReadAsync(db => db.Set<DisposalRun>().Where(r => r.State == DisposalState.Prepared).Select(r => r.Id).SingleAsync());
        await using var manager = await browser.OpenAsync(Role.RegistryManager, $"/retention/runs/{run}");
        Offenders.None(await manager.AccessibilityFaultsAsync());
        await manager.GoToAsync("/retention/runs/new");
        await manager.Page.FillAsync("#Reason", "Yearly disposal");
        await manager.Page.Locator("button[type=submit]").ClickAsync();
        await manager.Page.WaitForSelectorAsync(".refusals li[data-code=RUN_OPEN]");
        await manager.GoToAsync($"/retention/runs/{run}/discard");
        await manager.Page.FillAsync("#Reason", "The schedule is being looked at");
        await manager.Page.Locator("button[type=submit]").ClickAsync();
        await manager.Page.WaitForSelectorAsync("text=Discarded");
        Offenders.None(manager.Complaints);
    }

    [FactInBrowser]
    public async Task AccessRequest_IsRecordedAndAnswered()
    {
        var person = await browser.Web.Registry.ReadAsync(db => db.Set<SubjectAccessRequest>().Select(r => r.PersonId).FirstAsync());
        await using var manager = await browser.OpenAsync(Role.RegistryManager, $"/students/{person}/retention");
        var download = await manager.Page.RunAndWaitForDownloadAsync(() => manager.Page.Locator("a[download]").First.ClickAsync());
        Assert.EndsWith(".zip", download.SuggestedFilename, StringComparison.Ordinal);
        Offenders.None(await manager.AccessibilityFaultsAsync());
    }
}
