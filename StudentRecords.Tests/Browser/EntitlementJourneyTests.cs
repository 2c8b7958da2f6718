using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Misconduct;
using StudentRecords.Tests.House;

namespace StudentRecords.Tests.Browser;

/// <summary>An adjustment granted, a late outcome led into the pack by two people, a case recorded and its tariff asked: each clicked through by those who may.</summary>
[Collection(BrowserCollection.Name)]
public sealed class EntitlementJourneyTests(BrowserFixture browser)
{
    [FactInBrowser]
    public async Task Adjustment_IsGrantedWithItsEffectsChecked_AndStandsInThePlan()
    {
        var (person, component) = await StudentAsync();
        await using var officer = await browser.OpenAsync(Role.AdjustmentsOfficer, $"/students/{person}/adjustments/new");
        await officer.Page.SelectOptionAsync("#Category", nameof(AdjustmentCategory.ReaderOrScribe));
        await officer.Page.SelectOptionAsync("#Reach", nameof(AdjustmentReach.Assessment));
        await officer.Page.FillAsync("#ScopeKey", component);
        await officer.Page.FillAsync("#Case", "W-900");
        await officer.Page.ClickAsync("text=Check what it does");
        await officer.Page.WaitForSelectorAsync("text=Exam Scheduling is told");
        Offenders.None(await officer.AccessibilityFaultsAsync());
        await officer.Page.FillAsync("#Reason", "Approved by the panel of 3 March");
        await officer.Page.ClickAsync("button:has-text('Grant an adjustment')");
        await officer.Page.WaitForSelectorAsync("td:has-text('Reader or scribe')");
        Offenders.None(officer.Complaints);
        Assert.True(await browser.Web.Registry.ReadAsync(db => db.Set<OutboxMessage>().AnyAsync(m => m.PersonId == person && m.Flow == "F061")));
    }

    [FactInBrowser]
    public async Task LateOutcome_IsLedIntoThePack_ByTwoPeople()
    {
        var item = await browser.Web.Registry.ReadAsync(db => db.Set<CircumstanceItem>().Where(i => i.State == OutcomeState.Late && i.ProposedRoute == null).OrderByDescending(i => i.Id).Select(i => i.Id).FirstAsync());
        await using (var secretary = await browser.OpenAsync(Role.ExamBoardSecretary, $"/circumstances/late/{item}"))
        {
            await secretary.Page.CheckAsync("#Route-Accept");
            await secretary.Page.FillAsync("#Reason", "The panel met after the papers were due");
            await secretary.Page.ClickAsync("text=Propose this route");
            await secretary.Page.WaitForSelectorAsync("text=another person must agree");
            Offenders.None(await secretary.AccessibilityFaultsAsync());
            Offenders.None(secretary.Complaints);
        }

        await using var chair = await browser.OpenAsync(Role.BoardChair, $"/circumstances/late/{item}");
        await chair.Page.FillAsync("#Reason", "Agreed: the student could not have known");
        await chair.Page.ClickAsync("button:has-text('Agree')");
        await chair.Page.WaitForSelectorAsync("text=must be frozen anew");
        Offenders.None(chair.Complaints);
        Assert.Equal(OutcomeState.InEffect, await browser.Web.Registry.ReadAsync(db => db.Set<CircumstanceItem>().Where(i => i.Id == item).Select(i => i.State).SingleAsync()));
    }

    [FactInBrowser]
    public async Task Misconduct_IsRecordedWithItsEffectChecked_AndTheTariffAdvises()
    {
        var (person, component) = await StudentAsync();
        await using var officer = await browser.OpenAsync(Role.AcademicIntegrityOfficer, $"/students/{person}/misconduct/new");
        await officer.Page.FillAsync("#Case", "AI-900");
        await officer.Page.SelectOptionAsync("#Finding", nameof(MisconductFinding.Proven));
        await officer.Page.SelectOptionAsync("#Penalty", nameof(MisconductPenalty.MarkReduced));
        await officer.Page.SelectOptionAsync("#Assessment", component);
        await officer.Page.FillAsync("#Value", "10");
        await officer.Page.ClickAsync("text=Check what it does");
        await officer.Page.WaitForSelectorAsync("text=Imposed: Mark reduced");
        Offenders.None(await officer.AccessibilityFaultsAsync());
        await officer.Page.FillAsync("#Reason", "Letter of the panel");
        await officer.Page.ClickAsync("button:has-text('Record the outcome')");
        await officer.Page.ClickAsync("a:has-text('AI-900')");
        await officer.Page.SelectOptionAsync("#Extent", "from5");
        await officer.Page.SelectOptionAsync("#Level", "5");
        await officer.Page.SelectOptionAsync("#Value", "standard");
        await officer.Page.ClickAsync("text=Add up");
        await officer.Page.WaitForSelectorAsync("text=Band 330 to 379 advises");
        Offenders.None(await officer.AccessibilityFaultsAsync());
        Offenders.None(officer.Complaints);
    }

    /// <summary>Somebody on a module whose board is open, with nothing recorded against them yet.</summary>
    private Task<(long Person, string Component)> StudentAsync() => browser.Web.Registry.ReadAsync(async db =>
    {
        var found = await (from r in db.Set<ModuleRegistration>()
                           join c in db.Set<AssessmentComponent>() on r.OccurrenceId equals c.OccurrenceId
                           where r.Status == RegistrationStatus.Registered && !db.Set<Domain.ExamBoards.BoardDecision>().Any(d => d.RegistrationId == r.Id)
                               && !db.Set<MisconductCase>().Any(m => m.PersonId == r.PersonId)
                           orderby r.Id, c.Key
                           select new { r.PersonId, c.Key }).FirstAsync();
        return (found.PersonId, found.Key);
    });
}
