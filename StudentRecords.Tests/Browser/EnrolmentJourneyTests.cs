using System.Text;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Tests.House;
using Microsoft.Extensions.DependencyInjection;

namespace StudentRecords.Tests.Browser;

/// <summary>The registry's daily journeys, clicked through: a step, its correction, a further year, a file of many.</summary>
[Collection(BrowserCollection.Name)]
public sealed class EnrolmentJourneyTests(BrowserFixture browser)
{
    [FactInBrowser]
    public async Task AnInterruption_IsTakenCorrectedAndSeenAsOfItsDays()
    {
        var (engagement, _) = await StudentAsync("Wandering");
        var record = $"/students/{engagement.PersonId}";
        await using var olga = await browser.OpenAsync(Role.RegistryOfficer, $"{record}/enrolments/{engagement.Id}/interrupt");
        var page = olga.Page;
        await page.FillAsync("#EffectiveOn", "8 Jan 2024");
        await page.PressAsync("#EffectiveOn", "Enter");
        await page.WaitForSelectorAsync(".effects");
        Offenders.None(await olga.AccessibilityFaultsAsync());
        await page.FillAsync("#Reason", "Parental leave");
        await page.ClickAsync("button:has-text('Interrupt studies')");
        await page.WaitForSelectorAsync("a[aria-label^='Correct Interrupted']");

        await page.ClickAsync("a[aria-label^='Correct Interrupted']");
        await page.WaitForSelectorAsync("h1:has-text('Correct a step')");
        await page.FillAsync("#EffectiveOn", "15 Jan 2024");
        await page.PressAsync("#EffectiveOn", "Enter");
        await page.WaitForSelectorAsync(".effects");
        Offenders.None(await olga.AccessibilityFaultsAsync());
        await page.FillAsync("#Reason", "The form was signed a week later");
        await page.ClickAsync("button:has-text('Correct the day')");
        await page.WaitForSelectorAsync("text=another day");

        await olga.GoToAsync($"{record}/as-of?day=2024-01-10");
        await page.WaitForSelectorAsync(".panel .chip:has-text('Enrolled')");
        await olga.GoToAsync($"{record}/as-of?day=2024-01-16");
        await page.WaitForSelectorAsync(".panel .chip:has-text('Interrupted')");
        Offenders.None(olga.Complaints);
    }

    [FactInBrowser]
    public async Task AStudent_IsReEnrolledFromTheDesk()
    {
        var (engagement, _) = await StudentAsync("Steady");
        await using var olga = await browser.OpenAsync(Role.RegistryOfficer, $"/students/{engagement.PersonId}/desk");
        Offenders.None(await olga.AccessibilityFaultsAsync());
        await olga.Page.ClickAsync("main .panel a.button.main");
        await olga.Page.ClickAsync("text=Check what it does");
        await olga.Page.WaitForSelectorAsync(".effects >> text=session is opened");
        await olga.Page.FillAsync("#Reason", "Registered online");
        await olga.Page.ClickAsync("button:has-text('Re-enrol for')");
        await olga.ArriveAsync("/desk");

        Assert.Equal(2, await browser.Web.Registry.ReadAsync(db => db.Set<CourseSession>().CountAsync(s => s.EngagementId == engagement.Id)));
        Offenders.None(olga.Complaints);
    }

    [FactInBrowser]
    public async Task AFile_IsCheckedDecidedAndAnsweredRowByRow()
    {
        var (engagement, number) = await StudentAsync("Leaving");
        await UploadAsync(Role.RegistryOfficer, "withdraw", $"student,effectiveOn,endReason\n{number},2024-01-10,11\n99999999,2024-01-10,11\n", "text=STUDENT_UNKNOWN");

        Assert.Equal(EngagementStatus.Withdrawn, await browser.Web.Registry.ReadAsync(db => db.Set<Engagement>().Where(e => e.Id == engagement.Id).Select(e => e.Status).SingleAsync()));
    }

    [FactInBrowser]
    public async Task Holds_ArePlacedAndReleasedByFile()
    {
        var (engagement, number) = await StudentAsync("Held");
        await UploadAsync(Role.FeesOfficer, "place-holds", $"student,office,reason,howToClear,stops\n{number},Finance,Second instalment overdue,Pay or agree a plan,enrolment results\n");
        Assert.True(await browser.Web.Registry.ReadAsync(db => db.Set<Hold>().AnyAsync(h => h.PersonId == engagement.PersonId && h.ReleasedOn == null)));

        await UploadAsync(Role.FeesOfficer, "release-holds", $"student,office\n{number},Finance\n");
        Assert.False(await browser.Web.Registry.ReadAsync(db => db.Set<Hold>().AnyAsync(h => h.PersonId == engagement.PersonId && h.ReleasedOn == null)));
    }

    [FactInBrowser]
    public async Task SponsorsAndFeeStatuses_AreEnteredAndEndedByFile()
    {
        var (engagement, number) = await StudentAsync("Sponsored");
        await UploadAsync(Role.FeesOfficer, "awards", $"student,kind,code,payer,percent,from\n{number},sponsor,LEVY,Harbour Shipping Ltd,50,2023-10-01\n");
        await UploadAsync(Role.FeesOfficer, "fee-statuses", $"student,status,effectiveOn\n{number},overseas,2023-10-01\n");
        await UploadAsync(Role.FeesOfficer, "end-awards", $"student,payer,lastDay\n{number},Harbour Shipping Ltd,2024-01-31\n");

        Assert.Equal(new DateOnly(2024, 1, 31), await browser.Web.Registry.ReadAsync(db => db.Set<FundingAward>().Where(a => a.EngagementId == engagement.Id).Select(a => a.To).SingleAsync()));
        Assert.Equal(FeeStatus.Overseas, await browser.Web.Registry.ReadAsync(db => db.Set<FeeStatusDecision>().Where(d => d.EngagementId == engagement.Id).Select(d => d.Status).SingleAsync()));
    }

    /// <summary>From the chosen file to the last line done; what the check must show is waited for between.</summary>
    private async Task UploadAsync(Role role, string kind, string file, string? shown = null)
    {
        await using var clerk = await browser.OpenAsync(role, $"/bulk/new/{kind}");
        var page = clerk.Page;
        await ChooseAsync(clerk, kind, file);
        await RunJobsAsync();
        await clerk.GoToAsync(new Uri(page.Url).AbsolutePath);
        try
        {
            await page.WaitForSelectorAsync(shown ?? "button:has-text('Do 1 line')", new() { Timeout = 20_000 });
        }
        catch (TimeoutException)
        {
            Assert.Fail(await page.InnerTextAsync("main"));
        }

        Offenders.None(await clerk.AccessibilityFaultsAsync());
        await page.FillAsync("#Reason", "As the office's list says");
        await page.ClickAsync("button:has-text('Do 1 line')");
        await page.WaitForSelectorAsync("button:has-text('Do 1 line')", new() { State = Microsoft.Playwright.WaitForSelectorState.Detached });
        await RunJobsAsync();
        await page.WaitForSelectorAsync(".notice.good >> text=1 line done");
        Offenders.None(clerk.Complaints);
    }

    private static async Task ChooseAsync(WatchedPage clerk, string kind, string file)
    {
        var page = clerk.Page;
        await page.WaitForSelectorAsync("#File:enabled");
        await page.SetInputFilesAsync("#File", new Microsoft.Playwright.FilePayload { Name = $"{kind}.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(file) });
        await page.ClickAsync("text=Check the file");
        await clerk.ArriveAsync("/bulk/[0-9]+");
    }

    private async Task<(Engagement Engagement, string Number)> StudentAsync(string name)
    {
        var registry = browser.Web.Registry;
        var programme = await registry.ReadAsync(db => db.Set<Programme>().Include(p => p.Versions).AsNoTracking().FirstOrDefaultAsync(p => p.Code == "BSC-JNY")) ?? await registry.Given.ProgrammeAsync("BSC-JNY");
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var person = await registry.Given.PersonAsync(p => p.Named(name, "Jo"));
        var engagement = await registry.Given.EngagementAsync(person, programme, start: name == "Steady" ? today.AddYears(-1) : null, numhus: $"{person.StudentNumber}-1");
        return (engagement, person.StudentNumber);
    }

    /// <summary>The application's own drum may beat too; whoever is first does the work.</summary>
    private async Task RunJobsAsync()
    {
        var runner = browser.Web.Services.GetRequiredService<JobRunner>();
        while (await runner.RunNextAsync(CancellationToken.None))
        {
        }
    }
}
