using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Reconciling;
using StudentRecords.Infrastructure.Integration.Reconciling;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Tests.House;

namespace StudentRecords.Tests.Browser;

/// <summary>Replay and reconciliation clicked through: a preview before anything moves, a reason, the drift sent again and settled.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ReconciliationJourneyTests(BrowserFixture browser)
{
    [FactInBrowser]
    public async Task Replay_IsPreviewed_AskedForWithAReason_AndCarriedOut()
    {
        await TellAsync("replay-a", "replay-b");
        await using var operators = await browser.OpenAsync(Role.IntegrationOperator, "/flows/F043");
        await operators.Page.ClickAsync(".actions a:has-text('Replay')");
        await operators.Page.WaitForSelectorAsync("#Preview");
        Assert.Equal("F043", await operators.Page.InputValueAsync("#Flow"));
        await operators.Page.SelectOptionAsync("#Flow", "");
        await operators.Page.ClickAsync("text=Preview");
        await operators.Page.WaitForSelectorAsync(".refusals li[data-code=NOTHING_CHOSEN]");
        Offenders.None(await operators.AccessibilityFaultsAsync());

        await operators.Page.FillAsync("#Message", "replay-a");
        await operators.Page.ClickAsync("text=Preview");
        await operators.Page.WaitForSelectorAsync("#Preview tfoot td:has-text('1')");
        await operators.Page.ClickAsync("button:has-text('Send 1 message again')");
        await operators.Page.WaitForSelectorAsync(".refusals li[data-code=REASON_MISSING]");
        Offenders.None(await operators.AccessibilityFaultsAsync());
        await operators.Page.FillAsync("#Reason", "The service desk lost a day");
        await operators.Page.ClickAsync("button:has-text('Send 1 message again')");
        await operators.Page.WaitForSelectorAsync(".progress");
        Offenders.None(await operators.AccessibilityFaultsAsync());
        await RunJobsAsync();
        Assert.Equal([OutboxState.Unsent, OutboxState.Delivered], await StatesAsync("replay-a", "replay-b"));
        await operators.GoToAsync($"/flows/outbox?q=replay-a");
        await operators.Page.ClickAsync("table a:has-text('replay-a')");
        await operators.Page.WaitForSelectorAsync("text=The service desk lost a day");
        Offenders.None(operators.Complaints);
    }

    [FactInBrowser]
    public async Task Drift_IsSentAgain_AndWhatMayStandIsSettled()
    {
        await TellAsync("drift-a");
        var today = DateOnly.FromDateTime(browser.Web.Registry.Clock.Now.UtcDateTime);
        var figure = JsonSerializer.Serialize(new PartnerFigure { Id = "journey", From = today.AddDays(-1), To = today.AddDays(1), Items = [new PartnerItem("somebody-elses", 1)] }, JsonSerializerOptions.Web);
        var run = (await browser.Web.Services.GetRequiredService<ReconciliationDoor>().TakeAsync("F043", "ITSM", figure, "http", default)).Value!.Run;
        await using var operators = await browser.OpenAsync(Role.IntegrationOperator, "/flows/reconciliation?f.stands=open");
        Offenders.None(await operators.AccessibilityFaultsAsync());
        await operators.Page.ClickAsync("table a:has-text('F043')");
        await operators.Page.WaitForSelectorAsync("td:has-text('Missing there')");
        await operators.Page.WaitForSelectorAsync("td:has-text('Unknown here')");
        await operators.Page.ClickAsync(".actions button:has-text('again')");
        await operators.Page.FillAsync("#Reason", "They restored a backup");
        Offenders.None(await operators.AccessibilityFaultsAsync());
        await operators.Page.ClickAsync(".form-actions button[type=submit]");
        await operators.Page.WaitForSelectorAsync(".progress");
        await RunJobsAsync();
        Assert.Equal([OutboxState.Unsent], await StatesAsync("drift-a"));

        await operators.GoToAsync($"/flows/reconciliation/{run}");
        await operators.Page.ClickAsync(".actions button:has-text('Settle')");
        await operators.Page.ClickAsync("text=Settle the drift");
        await operators.Page.WaitForSelectorAsync(".refusals li[data-code=REASON_MISSING]");
        await operators.Page.FillAsync("#Reason", "A test message of theirs");
        await operators.Page.ClickAsync("text=Settle the drift");
        await operators.Page.WaitForSelectorAsync(".notice >> text=A test message of theirs");
        Offenders.None(await operators.AccessibilityFaultsAsync());
        Offenders.None(operators.Complaints);
    }

    [FactInBrowser]
    public async Task SomebodyWhoMayOnlySee_ReadsTheReconciliation_AndFindsNothingToPress()
    {
        await using var manager = await browser.OpenAsync(Role.RegistryManager, browser.Sample.AddressOf("/flows/reconciliation/{Id:long}"));
        Assert.Equal(0, await manager.Page.Locator(".actions button, .actions a").CountAsync());
        await manager.GoToAsync("/flows/F043");
        Assert.Equal(0, await manager.Page.Locator(".actions a:has-text('Replay')").CountAsync());
        Offenders.None(manager.Complaints);
    }

    /// <summary>Messages to a system that is not operated, so that nothing moves by itself; delivered, as a receipt would say.</summary>
    private async Task TellAsync(params string[] keys)
    {
        foreach (var key in keys)
        {
            var message = new OutboxMessage("F043", "ITSM", "CallerContextPublished", key, key, "{\"a\":1}", null, browser.Web.Registry.Clock.Now, null, key);
            message.Delivered("202", browser.Web.Registry.Clock.Now);
            await browser.Web.Registry.SaveAsync(db => db.Add(message));
        }
    }

    private Task<List<OutboxState>> StatesAsync(params string[] keys) =>
        browser.Web.Registry.ReadAsync(db => db.Set<OutboxMessage>().Where(m => keys.Contains(m.Key)).OrderBy(m => m.Key).Select(m => m.State).ToListAsync());

    private async Task RunJobsAsync()
    {
        while (await browser.Web.Services.GetRequiredService<JobRunner>().RunNextAsync(default))
        {
        }
    }
}
