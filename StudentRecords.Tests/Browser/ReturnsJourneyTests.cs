using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Hesa;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Tests.Hesa;
using StudentRecords.Tests.House;

namespace StudentRecords.Tests.Browser;

/// <summary>The statutory returns officer's way from the record to a return that is compared, asked by the rules, and looked into down to one value.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ReturnsJourneyTests(BrowserFixture browser)
{
    [FactInBrowser]
    public async Task Return_IsBuiltComparedAskedAndLookedInto_DownToWhereAValueCameFrom()
    {
        await new ReturnStory(browser.Web.Registry).StudentAsync("Returned");
        await using var ruth = await browser.OpenAsync(Role.StatutoryReturnsOfficer, "/returns/new");
        var page = ruth.Page;
        await page.SelectOptionAsync("#Collection", "23056");
        await page.FillAsync("#Reason", "Where do we stand?");
        await page.ClickAsync("button:has-text('Build the return')");
        await page.WaitForSelectorAsync("text=is being derived from the record");
        Offenders.None(await ruth.AccessibilityFaultsAsync());
        await WorkAsync();
        var id = await browser.Web.Registry.ReadAsync(db => db.Set<HesaReturn>().Where(r => r.Collection == "23056").OrderByDescending(r => r.Id).Select(r => r.Id).FirstAsync());

        await ruth.GoToAsync($"/returns/{id}");
        await AskAsync(page, "Compare with what was submitted");
        await DoneAsync(id, ReturnState.Compared);
        await ruth.GoToAsync($"/returns/{id}");
        await AskAsync(page, "Ask the rules");
        await DoneAsync(id, ReturnState.Validated);
        await ruth.GoToAsync($"/returns/{id}");
        await page.WaitForSelectorAsync("text=Findings by rule");
        Offenders.None(await ruth.AccessibilityFaultsAsync());

        await page.ClickAsync("a[aria-label$='Student, New']");
        await page.ClickAsync("section.list tbody tr a");
        await page.WaitForSelectorAsync("text=SURNAME");
        Offenders.None(await ruth.AccessibilityFaultsAsync());

        await ruth.GoToAsync($"/returns/{id}/sign-off");
        await page.WaitForSelectorAsync("h2:has-text('Approve')");
        Offenders.None(await ruth.AccessibilityFaultsAsync());
        Offenders.None(ruth.Complaints);
    }

    private static async Task AskAsync(Microsoft.Playwright.IPage page, string button)
    {
        await page.ClickAsync($"button:has-text('{button}')");
        await page.WaitForSelectorAsync($"button:has-text('{button}')", new() { State = Microsoft.Playwright.WaitForSelectorState.Detached });
    }

    private async Task DoneAsync(long id, ReturnState state)
    {
        await WorkAsync();
        Assert.Equal(state, await browser.Web.Registry.ReadAsync(db => db.Set<HesaReturn>().Where(r => r.Id == id).Select(r => r.State).SingleAsync()));
    }

    /// <summary>Until nothing of it waits or runs; the application's own drum may do the work too.</summary>
    private async Task WorkAsync()
    {
        var runner = browser.Web.Services.GetRequiredService<JobRunner>();
        while (await runner.RunNextAsync(CancellationToken.None) || await browser.Web.Registry.ReadAsync(db => db.Set<Domain.Jobs.JobRequest>().AnyAsync(j => j.State == Domain.Jobs.JobState.Running || j.State == Domain.Jobs.JobState.Queued)))
        {
            await Task.Yield();
        }
    }
}
