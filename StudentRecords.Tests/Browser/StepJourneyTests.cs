using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Sponsorship;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Tests.House;

namespace StudentRecords.Tests.Browser;

/// <summary>Every step of the status table from its question to its end, and the journeys around them: a further engagement, a permission to study, a death settled.</summary>
[Collection(BrowserCollection.Name)]
public sealed class StepJourneyTests(BrowserFixture browser)
{
    private static readonly DateOnly Start = new(2023, 10, 1);

    [TheoryInBrowser]
    [InlineData(EnrolmentStep.Confirm, EngagementStatus.Expected, EngagementStatus.Enrolled)]
    [InlineData(EnrolmentStep.NoShow, EngagementStatus.Expected, EngagementStatus.NoShow)]
    [InlineData(EnrolmentStep.Defer, EngagementStatus.Expected, EngagementStatus.Deferred)]
    [InlineData(EnrolmentStep.TakeUp, EngagementStatus.Deferred, EngagementStatus.Expected)]
    [InlineData(EnrolmentStep.Withdraw, EngagementStatus.Enrolled, EngagementStatus.Withdrawn)]
    [InlineData(EnrolmentStep.Transfer, EngagementStatus.Enrolled, EngagementStatus.Enrolled)]
    [InlineData(EnrolmentStep.Return, EngagementStatus.Interrupted, EngagementStatus.Enrolled)]
    [InlineData(EnrolmentStep.Complete, EngagementStatus.Enrolled, EngagementStatus.Completed)]
    [InlineData(EnrolmentStep.RecordDeath, EngagementStatus.Enrolled, EngagementStatus.Deceased)]
    public async Task EachStep_ShowsItsEffectsAndIsTaken(EnrolmentStep step, EngagementStatus from, EngagementStatus to)
    {
        var engagement = await EngagementAsync(from);
        await using var olga = await browser.OpenAsync(Role.RegistryOfficer, $"/students/{engagement.PersonId}/enrolments/{engagement.Id}/{step.ToString().ToLowerInvariant()}");
        var page = olga.Page;
        if (step != EnrolmentStep.Confirm)
        {
            Offenders.None(await olga.AccessibilityFaultsAsync());
            await AnswerAsync(page, step);
            await page.ClickAsync("text=Check what it does");
        }

        await page.WaitForSelectorAsync(".effects");
        Offenders.None(await olga.AccessibilityFaultsAsync());
        await page.FillAsync("#Reason", "As the student asked for it");
        await page.ClickAsync("main form button[type=submit]");
        await olga.ArriveAsync("/enrolments");

        Assert.Equal(to, await browser.Web.Registry.ReadAsync(db => db.Set<Engagement>().Where(e => e.Id == engagement.Id).Select(e => e.Status).SingleAsync()));
        Offenders.None(olga.Complaints);
    }

    [FactInBrowser]
    public async Task AFurtherEngagement_IsOpened()
    {
        var engagement = await EngagementAsync(EngagementStatus.Enrolled);
        await ProgrammeAsync("CERT-JNY");
        await using var olga = await browser.OpenAsync(Role.RegistryOfficer, $"/students/{engagement.PersonId}/enrolments/new");
        await olga.Page.SelectOptionAsync("#Programme", "CERT-JNY");
        await olga.Page.SelectOptionAsync("#Mode", "31");
        await olga.Page.FillAsync("#Reason", "A short course beside the degree");
        await olga.Page.ClickAsync("button:has-text('Expect the student')");
        await olga.ArriveAsync("/desk");

        Assert.Equal(2, await browser.Web.Registry.ReadAsync(db => db.Set<Engagement>().CountAsync(e => e.PersonId == engagement.PersonId)));
        Offenders.None(olga.Complaints);
    }

    [FactInBrowser]
    public async Task APermission_IsRecordedAndEnrolsWhoWaitedForIt()
    {
        var engagement = await EngagementAsync(EngagementStatus.Expected);
        await using (var olga = await browser.OpenAsync(Role.RegistryOfficer, $"/students/{engagement.PersonId}/sponsorship"))
        {
            await olga.Page.ClickAsync("button[aria-label^='Sponsor ']");
            Offenders.None(await olga.AccessibilityFaultsAsync());
            await olga.Page.FillAsync("#SponsorReason", "Applied with our CAS");
            await olga.Page.ClickAsync("main form button[type=submit]");
            await olga.Page.WaitForSelectorAsync("button[aria-label^='No longer sponsor ']");
        }

        await using var sofia = await browser.OpenAsync(Role.SponsorshipOfficer, $"/students/{engagement.PersonId}/sponsorship");
        await sofia.Page.FillAsync("#CasNumber", $"E4G{engagement.Id % 1_000_000}");
        await DayAsync(sofia.Page, "#ValidFrom", "1 Sep 2023");
        await DayAsync(sofia.Page, "#ValidUntil", "31 Jan 2027");
        await DayAsync(sofia.Page, "#DecidedOn", "1 Sep 2023");
        await sofia.Page.FillAsync("#Reason", "Read in the sponsor system");
        await sofia.Page.ClickAsync("button:has-text('Record the permission')");
        await sofia.Page.WaitForSelectorAsync("td .chip:has-text('Granted')");

        Assert.Equal(PermissionState.Granted, await browser.Web.Registry.ReadAsync(db => db.Set<PermissionToStudy>().Where(p => p.PersonId == engagement.PersonId).Select(p => p.State).SingleAsync()));
        Assert.Equal(EngagementStatus.Enrolled, await browser.Web.Registry.ReadAsync(db => db.Set<Engagement>().Where(e => e.Id == engagement.Id).Select(e => e.Status).SingleAsync()));
        Offenders.None(sofia.Complaints);
    }

    [FactInBrowser]
    public async Task ADeath_IsSettledByFees()
    {
        var engagement = await EngagementAsync(EngagementStatus.Deceased);
        var id = await browser.Web.Registry.ReadAsync(db => db.Set<QuietHandling>().Where(q => q.PersonId == engagement.PersonId).Select(q => q.Id).SingleAsync());
        await using var femi = await browser.OpenAsync(Role.FeesOfficer, $"/enrolment/quiet/{id}");
        await femi.Page.FillAsync("#Reason", "Written off with the estate's consent");
        await femi.Page.ClickAsync("button:has-text('It is settled')");
        await femi.Page.WaitForSelectorAsync("dd:has-text('Written off with the estate')");
        Offenders.None(await femi.AccessibilityFaultsAsync());
        Offenders.None(femi.Complaints);
    }

    private static async Task AnswerAsync(IPage page, EnrolmentStep step)
    {
        await DayAsync(page, "#EffectiveOn", step is EnrolmentStep.NoShow or EnrolmentStep.Defer or EnrolmentStep.TakeUp ? "2 Oct 2023" : "1 Mar 2024");
        if (step == EnrolmentStep.Withdraw)
        {
            await page.SelectOptionAsync("#EndReason", "11");
        }
        else if (step == EnrolmentStep.Transfer)
        {
            await page.SelectOptionAsync("#Mode", "31");
        }
        else if (step == EnrolmentStep.Defer)
        {
            await DayAsync(page, "#NewStart", "30 Sep 2024");
        }
    }

    private static async Task DayAsync(IPage page, string box, string day)
    {
        await page.FillAsync(box, day);
        await page.PressAsync(box, "Tab");
    }

    /// <summary>An engagement without a session, brought into the status by the steps themselves.</summary>
    private async Task<Engagement> EngagementAsync(EngagementStatus status)
    {
        var registry = browser.Web.Registry;
        var programme = await ProgrammeAsync("BSC-STP");
        var person = await registry.Given.PersonAsync();
        await registry.SaveAsync(db =>
        {
            db.AttachRange(person, programme);
            db.Add(new Engagement(person, programme, programme.Newest!, $"{person.StudentNumber}-1", Start, Start.AddYears(3), "01", registry.Clock.Now));
        });
        TakeStep[] way = status switch
        {
            EngagementStatus.Expected => [],
            EngagementStatus.Deferred => [Step(EnrolmentStep.Defer, Start) with { NewStart = Start.AddMonths(12) }],
            EngagementStatus.Interrupted => [Step(EnrolmentStep.Confirm, null), Step(EnrolmentStep.Interrupt, new DateOnly(2024, 1, 10))],
            EngagementStatus.Deceased => [Step(EnrolmentStep.Confirm, null), Step(EnrolmentStep.RecordDeath, new DateOnly(2024, 1, 10))],
            _ => [Step(EnrolmentStep.Confirm, null)],
        };
        foreach (var step in way)
        {
            var now = await NowAsync(person.Id);
            Assert.Empty((await registry.Get<EnrolmentService>().TakeAsync(step with { EngagementId = now.Id, Version = now.Version }, registry.As(Role.RegistryManager))).Refusals);
        }

        return await NowAsync(person.Id);
    }

    private Task<Engagement> NowAsync(long person) => browser.Web.Registry.ReadAsync(db => db.Set<Engagement>().AsNoTracking().SingleAsync(e => e.PersonId == person));

    private static TakeStep Step(EnrolmentStep step, DateOnly? day) => new() { Step = step, EngagementId = 0, Version = 0, EffectiveOn = day };

    private async Task<Programme> ProgrammeAsync(string code) =>
        await browser.Web.Registry.ReadAsync(db => db.Set<Programme>().Include(p => p.Versions).AsNoTracking().FirstOrDefaultAsync(p => p.Code == code)) ?? await browser.Web.Registry.Given.ProgrammeAsync(code);
}
