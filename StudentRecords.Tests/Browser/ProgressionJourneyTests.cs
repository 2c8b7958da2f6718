using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Tests.Enrolment;
using StudentRecords.Tests.House;

namespace StudentRecords.Tests.Browser;

/// <summary>A ratified board's decisions clicked through by a registry manager: checked, carried out, looked at in the resit diet, taken back.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ProgressionJourneyTests(BrowserFixture browser)
{
    [FactInBrowser]
    public async Task Decisions_AreCheckedCarriedOutAndTakenBack()
    {
        var scene = await ProgressionScene.RatifiedAsync(browser.Web.Registry, "PG", AwardCode.Proceed, AwardCode.Refer);
        await using var manager = await browser.OpenAsync(Role.RegistryManager, "/progression");
        var page = manager.Page;
        await page.SelectOptionAsync("#Programme", "BSC-PGD");
        Offenders.None(await manager.AccessibilityFaultsAsync());
        await page.ClickAsync("text=Check 2 decisions");
        await WorkedAsync(manager);
        await page.WaitForSelectorAsync("text=Decisions carried out: Refer: 1");
        await page.FillAsync("#Reason", "Progression of 2023/24");
        await page.ClickAsync("text=Do 2 lines");
        await WorkedAsync(manager);
        await page.WaitForSelectorAsync("text=2 lines done");
        Offenders.None(await manager.AccessibilityFaultsAsync());
        Assert.Contains((await scene.NowAsync(0)).Sessions, s => s.SessionYear == "2024/25" && s.YearOfProgramme == 2);

        await page.ClickAsync("text=Take this run back");
        await page.WaitForSelectorAsync("text=Check taking back 2 lines");
        Offenders.None(await manager.AccessibilityFaultsAsync());
        await page.ClickAsync("text=Check taking back 2 lines");
        await WorkedAsync(manager);
        await page.WaitForSelectorAsync("text=Course sessions taken back: 1");
        await page.FillAsync("#Reason", "The pack had the wrong regulation");
        await page.ClickAsync("text=Do 2 lines");
        await WorkedAsync(manager);
        await page.WaitForSelectorAsync("text=2 lines done");
        Assert.Equal((EngagementStatus.Enrolled, 1), ((await scene.NowAsync(0)).Status, (await scene.NowAsync(0)).Sessions.Count));
        Offenders.None(manager.Complaints);
    }

    /// <summary>The job that the click asked for is worked off, for no drum beats here.</summary>
    private async Task WorkedAsync(WatchedPage manager)
    {
        await manager.Page.WaitForSelectorAsync("text=You may leave this page");
        var runner = browser.Web.Services.GetRequiredService<JobRunner>();
        while (await runner.RunNextAsync(CancellationToken.None))
        {
        }
    }
}
