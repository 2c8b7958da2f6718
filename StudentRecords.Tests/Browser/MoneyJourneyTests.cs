using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Tests.House;

namespace StudentRecords.Tests.Browser;

/// <summary>Money and holds clicked through by those whose work they are.</summary>
[Collection(BrowserCollection.Name)]
public sealed class MoneyJourneyTests(BrowserFixture browser)
{
    [FactInBrowser]
    public async Task ChargeRun_IsPreparedByOne_ApprovedByAnother_AndReleased()
    {
        long run;
        await using (var fees = await browser.OpenAsync(Role.FeesOfficer, "/charge-runs/new"))
        {
            await fees.Page.SelectOptionAsync("#Year", "2023/24");
            await fees.Page.FillAsync("#Reason", "Monthly run");
            await fees.Page.ClickAsync("text=Prepare the run");
            await fees.ArriveAsync("/charge-runs/[0-9]+");
            run = long.Parse(fees.Page.Url.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
            await WorkAsync();
            Offenders.None(fees.Complaints);
        }

        if (await StateAsync(run) == ChargeRunState.Prepared && await browser.Web.Registry.ReadAsync(db => db.Set<ChargeRun>().Where(r => r.Id == run).Select(r => r.Lines).SingleAsync()) == 0)
        {
            run = await browser.Web.Registry.ReadAsync(db => db.Set<ChargeRun>().Where(r => r.State == ChargeRunState.Prepared && r.Lines > 0).Select(r => r.Id).FirstAsync());
        }

        await StepAsync(Role.RegistryManager, run, "approve", "Figures agree with the forecast", "text=Approve the run");
        Assert.Equal(ChargeRunState.Approved, await StateAsync(run));
        await StepAsync(Role.FeesOfficer, run, "release", "Released within the window", "text=Release to Finance");
        await WorkAsync();

        Assert.Equal(ChargeRunState.Released, await StateAsync(run));
        Assert.True(await browser.Web.Registry.ReadAsync(db => db.Set<OutboxMessage>().AnyAsync(m => m.Flow == "F009" && db.Set<ChargeRunLine>().Any(l => l.RunId == run && l.MessageKey == m.Key))));
    }

    [FactInBrowser]
    public async Task FeeRule_WithAGap_IsRefused_AndPublishedWhenMended()
    {
        var rule = await browser.Web.Registry.ReadAsync(db => db.Set<FeeRule>().Where(r => r.ProgrammeCode == "MSC-DS").OrderByDescending(r => r.RuleVersion).Select(r => r.Id).FirstAsync());
        await using var fees = await browser.OpenAsync(Role.FeesOfficer, $"/fee-rules/{rule}/next");
        var terms = await fees.Page.InputValueAsync("#Clauses");
        await fees.Page.FillAsync("#Clauses", terms.Replace("\"overseas\"\n      ]", "\"islands\"\n      ]", StringComparison.Ordinal));
        await fees.Page.ClickAsync("text=Check for faults");
        await fees.Page.WaitForSelectorAsync(".refusals li[data-code=FEE_GAP]");
        Offenders.None(await fees.AccessibilityFaultsAsync());

        await fees.Page.FillAsync("#Clauses", terms.Replace("12870", "12990", StringComparison.Ordinal));
        await fees.Page.FillAsync("#Reason", "Approved by the fees committee");
        await fees.Page.ClickAsync("text=Publish the rule");
        await fees.Page.WaitForSelectorAsync("text=£12,990.00");
        await fees.Page.Locator("a", new() { HasTextString = "Compare" }).First.ClickAsync();
        await fees.Page.WaitForSelectorAsync(".difference .come");
        Offenders.None(fees.Complaints);
    }

    [FactInBrowser]
    public async Task Holds_AreNarrowedAndReleasedTogether()
    {
        var before = await OpenAsync();
        await using var manager = await browser.OpenAsync(Role.RegistryManager, "/holds?f.source=Library");
        await manager.Page.ClickAsync("text=Release those listed");
        await manager.Page.WaitForSelectorAsync("#Holds");
        foreach (var box in (await manager.Page.Locator("#Holds input[type=checkbox]").AllAsync()).Skip(1))
        {
            await box.UncheckAsync();
        }

        Offenders.None(await manager.AccessibilityFaultsAsync());
        await manager.Page.FillAsync("#Reason", "Amnesty week");
        await manager.Page.ClickAsync("text=Release 1 hold");
        await manager.Page.WaitForSelectorAsync("text=1 hold released");
        Assert.Equal(before - 1, await OpenAsync());
        Offenders.None(manager.Complaints);
    }

    [FactInBrowser]
    public async Task Charge_IsWalkedFromTheMoneyTab()
    {
        var person = await browser.Web.Registry.ReadAsync(db => db.Set<FundingAward>().Where(a => a.Kind == AwardKind.Studentship).OrderBy(a => a.Id).Select(a => a.PersonId).FirstAsync());
        await using var fees = await browser.OpenAsync(Role.FeesOfficer, $"/students/{person}/money");
        await fees.Page.Locator("td a[href*='/money/charges/']").First.ClickAsync();
        await fees.Page.WaitForSelectorAsync("text=Where it came from");
        await fees.Page.WaitForSelectorAsync("text=F040 StudentshipAwarded");
        Offenders.None(await fees.AccessibilityFaultsAsync());
        Offenders.None(fees.Complaints);
    }

    private async Task StepAsync(Role role, long run, string step, string reason, string button)
    {
        await using var page = await browser.OpenAsync(role, $"/charge-runs/{run}/{step}");
        Offenders.None(await page.AccessibilityFaultsAsync());
        await page.Page.FillAsync("#Reason", reason);
        await page.Page.Locator($"button[type=submit]", new() { HasTextString = button["text=".Length..] }).ClickAsync();
        await page.ArriveAsync($"/charge-runs/{run}");
        Offenders.None(page.Complaints);
    }

    private async Task WorkAsync()
    {
        var runner = browser.Web.Services.GetRequiredService<JobRunner>();
        while (await runner.RunNextAsync(CancellationToken.None))
        {
        }
    }

    private Task<ChargeRunState> StateAsync(long run) => browser.Web.Registry.ReadAsync(db => db.Set<ChargeRun>().Where(r => r.Id == run).Select(r => r.State).SingleAsync());

    private Task<int> OpenAsync() => browser.Web.Registry.ReadAsync(db => db.Set<Hold>().CountAsync(h => h.ReleasedOn == null && h.Source == "Library"));
}
