using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Integration.Quarantine;
using StudentRecords.Tests.House;
using static StudentRecords.Tests.Integration.Messages;

namespace StudentRecords.Tests.Browser;

/// <summary>The quarantine desk clicked through: corrected and approved by another, set aside, a key made and its secret shown once.</summary>
[Collection(BrowserCollection.Name)]
public sealed class QuarantineJourneyTests(BrowserFixture browser)
{
    [FactInBrowser]
    public async Task Message_IsCorrectedByOneAndAppliedByAnother()
    {
        var id = await QuarantineAsync("journey-1");
        await using var operators = await browser.OpenAsync(Role.IntegrationOperator, "/flows/inbox?q=ucas-journey-1");
        await operators.Page.ClickAsync("table a:has-text('ucas-journey-1')");
        await operators.Page.ClickAsync("a:has-text('Correct')");
        await operators.Page.FillAsync("#Reason", "Admissions gave the name by telephone");
        await operators.Page.ClickAsync("text=Propose the correction");
        await operators.Page.WaitForSelectorAsync(".refusals li[data-code=NO_CHANGE]");
        await operators.Page.FillAsync("#Raw", Applicant("journey-1", "Journeyman"));
        await operators.Page.ClickAsync("text=Propose the correction");
        await operators.Page.WaitForSelectorAsync("text=A correction waits for a second pair of eyes");
        Assert.Equal(0, await operators.Page.Locator("text=Approve and apply").CountAsync());
        Offenders.None(operators.Complaints);

        var second = new Caller("Second operator", 99, [new RoleGrant(Role.IntegrationOperator, Scope.Everything)]);
        using var scope = browser.Web.Services.CreateScope();
        var correction = await browser.Web.Registry.ReadAsync(db => db.Set<MessageCorrection>().Where(c => c.MessageId == id).Select(c => c.Id).SingleAsync());
        Assert.Empty((await scope.ServiceProvider.GetRequiredService<CorrectionService>().ApproveAsync(correction, browser.Web.Registry.As(second), default)).Refusals);
        await operators.GoToAsync($"/flows/inbox/{id}");
        await operators.Page.WaitForSelectorAsync("text=Corrected, approved by Second operator");
    }

    [FactInBrowser]
    public async Task Message_IsTriedAgainAndSetAside()
    {
        var id = await QuarantineAsync("journey-2");
        await using var operators = await browser.OpenAsync(Role.IntegrationOperator, $"/flows/inbox/{id}/try-again");
        await operators.Page.FillAsync("#Reason", "To see what it says now");
        await operators.Page.ClickAsync("button:has-text('Try again')");
        await operators.Page.WaitForSelectorAsync(".notice[role=status] >> text=Quarantined");
        await operators.GoToAsync($"/flows/inbox/{id}/set-aside");
        await operators.Page.ClickAsync("text=Set aside for good");
        await operators.Page.WaitForSelectorAsync(".refusals li[data-code=REASON_MISSING]");
        await operators.Page.FillAsync("#Reason", "The applicant withdrew");
        await operators.Page.ClickAsync("text=Set aside for good");
        await operators.Page.WaitForSelectorAsync(".chip:has-text('Set aside')");
        Assert.Equal(InboxState.SetAside, await browser.Web.Registry.ReadAsync(db => db.Set<InboxMessage>().Where(m => m.Id == id).Select(m => m.State).SingleAsync()));
        Offenders.None(operators.Complaints);
    }

    [FactInBrowser]
    public async Task Key_ShowsItsSecretOnce()
    {
        await using var operators = await browser.OpenAsync(Role.IntegrationOperator, "/partners/CRM/new-key");
        await operators.Page.FillAsync("#Reason", "Admissions moves to a new machine");
        await operators.Page.ClickAsync("text=Make the key");
        var secret = (await operators.Page.TextContentAsync("code >> text=whsec_"))!;
        await operators.Page.ClickAsync("text=To CRM");
        await operators.Page.WaitForSelectorAsync("td code >> text=crm_");
        Assert.DoesNotContain(secret, await operators.Page.ContentAsync(), StringComparison.Ordinal);
        Offenders.None(operators.Complaints);
    }

    /// <summary>An application without a family name, brought in through the running application's own door.</summary>
    private async Task<long> QuarantineAsync(string id)
    {
        await browser.Web.Services.GetRequiredService<HubDoor>().SubmitAsync("F045", "UCAS", [Applicant(id, "")], "http", null, default);
        return await browser.Web.Registry.ReadAsync(db => db.Set<InboxMessage>().Where(m => m.MessageId == $"ucas-{id}").Select(m => m.Id).SingleAsync());
    }
}
