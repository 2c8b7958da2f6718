using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Students.Retention;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Tests.House;

namespace StudentRecords.Tests.Browser;

/// <summary>A disposal run looked at, approved by a second person and done; what is held about one person taken as a file.</summary>
[Collection(BrowserCollection.Name)]
public sealed class RetentionJourneyTests(BrowserFixture browser)
{
    [FactInBrowser]
    public async Task Disposal_IsPreviewed_ApprovedByASecondPerson_AndDone()
    {
        var run = await browser.Web.Registry.ReadAsync(db => db.Set<DisposalRun>().Where(r => r.State == DisposalState.Prepared).Select(r => r.Id).SingleAsync());
        await using var manager = await browser.OpenAsync(Role.RegistryManager, "/retention/runs/new");
        await manager.Page.FillAsync("#Reason", "Yearly disposal");
        await manager.Page.ClickAsync("button.main[type=submit]");
        await manager.Page.WaitForSelectorAsync(".refusals li[data-code=RUN_OPEN]");
        await manager.GoToAsync($"/retention/runs/{run}");
        Offenders.None(await manager.AccessibilityFaultsAsync());
        await manager.GoToAsync($"/retention/runs/{run}/approve");
        Offenders.None(await manager.AccessibilityFaultsAsync());
        await manager.Page.FillAsync("#Reason", "The schedule says so");
        await manager.Page.ClickAsync("button.danger[type=submit]");
        await manager.ArriveAsync($"/retention/runs/{run}");
        var runner = browser.Web.Services.GetRequiredService<JobRunner>();
        while (await runner.RunNextAsync(CancellationToken.None))
        {
        }

        Assert.Equal(DisposalState.Done, await browser.Web.Registry.ReadAsync(db => db.Set<DisposalRun>().Where(r => r.Id == run).Select(r => r.State).SingleAsync()));
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
