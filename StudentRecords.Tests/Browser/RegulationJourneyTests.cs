using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Tests.House;

namespace StudentRecords.Tests.Browser;

/// <summary>A regulation's next version: checked, published, bound to a later year, tried on a cohort.</summary>
[Collection(BrowserCollection.Name)]
public sealed class RegulationJourneyTests(BrowserFixture browser)
{
    [FactInBrowser]
    public async Task NewVersion_IsCheckedPublishedBoundAndTried()
    {
        var old = await browser.Web.Registry.ReadAsync(db => db.Set<AwardRegulation>().Where(r => r.Code == "TAUGHT-MASTERS").OrderByDescending(r => r.RegulationVersion).FirstAsync());
        await using var manager = await browser.OpenAsync(Role.RegistryManager, $"/regulations/new?from={old.Id}");
        var page = manager.Page;
        var text = await page.InputValueAsync("#Text");
        await page.FillAsync("#Text", text.Replace("\"from\": 50", "\"from\": 50, \"below\": 59", StringComparison.Ordinal));
        await page.ClickAsync("text=Check without publishing");
        await page.WaitForSelectorAsync(".refusals li[data-code=REGULATION_FAULT]");
        Offenders.None(await manager.AccessibilityFaultsAsync());

        await page.FillAsync("#Text", text.Replace("2025/26", "2027/28", StringComparison.Ordinal));
        await page.FillAsync("#Reason", "Senate, minute 26/11");
        await page.ClickAsync("button.main:has-text('Publish')");
        await page.WaitForSelectorAsync("text=from entry in 2027/28");

        await page.ClickAsync("text=Bind to a programme");
        var programme = await browser.Web.Registry.ReadAsync(db => db.Set<Domain.Curriculum.Programme>().Where(p => p.Code == "MSC-DS").SelectMany(p => p.Versions).Select(v => v.Id).FirstAsync());
        await page.SelectOptionAsync("#Programme", programme.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await page.WaitForSelectorAsync("text=Bound to this programme now");
        await page.FillAsync("#Reason", "As validated");
        await page.ClickAsync("button.main:has-text('Bind')");
        await page.WaitForSelectorAsync("td:has-text('MSC-DS')");

        await page.ClickAsync("text=What if a cohort had it");
        var cohort = await page.WaitForSelectorAsync("#Cohort option:has-text('MSC-DS')", new() { State = Microsoft.Playwright.WaitForSelectorState.Attached });
        await page.SelectOptionAsync("#Cohort", await cohort!.GetAttributeAsync("value") ?? "");
        await page.WaitForSelectorAsync("text=What would change");
        Offenders.None(await manager.AccessibilityFaultsAsync());
        Offenders.None(manager.Complaints);
    }
}
