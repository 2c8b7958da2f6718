using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Tests.House;

namespace StudentRecords.Tests.Browser;

/// <summary>A cohort looked at before anything is done, re-enrolled as a job, and its exceptions taken home as a file.</summary>
[Collection(BrowserCollection.Name)]
public sealed class CohortJourneyTests(BrowserFixture browser)
{
    private const string Code = "BSC-COH";

    private readonly DateOnly today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    [FactInBrowser]
    public async Task ACohort_IsLookedAtReEnrolled_AndItsExceptionsAreFiled()
    {
        var (ready, held) = await CohortAsync();
        await using var olga = await browser.OpenAsync(Role.RegistryOfficer, $"/enrolment/cohorts?q={Code}");
        var page = olga.Page;
        Assert.Equal(["3", "0", "3"], await NumbersAsync(olga));
        Offenders.None(await olga.AccessibilityFaultsAsync());
        await page.ClickAsync($"td a:has-text('{Code}')");
        await page.WaitForSelectorAsync("dt:has-text('To re-enrol') + dd:has-text('3')");
        Offenders.None(await olga.AccessibilityFaultsAsync());
        await page.SelectOptionAsync("#Stage", "1");
        await page.ClickAsync("text=Check the cohort");
        await WorkedAsync(olga);

        await page.WaitForSelectorAsync("button:has-text('Do 2 lines')");
        await page.WaitForSelectorAsync("dt:has-text('Refused') + dd:has-text('1')");
        await page.WaitForSelectorAsync(".effects li");
        await page.WaitForSelectorAsync("td:has-text('Finance has placed a hold')");
        Assert.Equal(3, await SessionsAsync());
        Offenders.None(await olga.AccessibilityFaultsAsync());
        await page.FillAsync("#Reason", "Registered in the week of enrolment");
        await page.ClickAsync("button:has-text('Do 2 lines')");
        await WorkedAsync(olga);

        await page.WaitForSelectorAsync(".notice.good >> text=2 lines done, 1 refused");
        Offenders.None(await olga.AccessibilityFaultsAsync());
        Assert.Equal(5, await SessionsAsync());
        var file = await FileAsync(olga, "Exceptions only");
        Assert.Contains(held, file, StringComparison.Ordinal);
        Assert.Contains("Finance has placed a hold", file, StringComparison.Ordinal);
        Assert.All(ready, number => Assert.DoesNotContain(number, file, StringComparison.Ordinal));

        await olga.GoToAsync($"/enrolment/cohorts?q={Code}");
        Assert.Equal(["3", "2", "1"], await NumbersAsync(olga));
        Offenders.None(olga.Complaints);
    }

    [FactInBrowser]
    public async Task WhoOnlyReads_SeesHowFarTheCohortIs_AndCannotStartIt()
    {
        var programme = (await browser.Web.Registry.Given.ProgrammeAsync("BSC-SEE")).Id;
        var person = await browser.Web.Registry.Given.PersonAsync();
        await browser.Web.Registry.Given.EngagementAsync(person, await browser.Web.Registry.ReadAsync(db => db.Set<Domain.Curriculum.Programme>().Include(p => p.Versions).AsNoTracking().SingleAsync(p => p.Id == programme)), start: today.AddYears(-1));
        await using var reader = await browser.OpenAsync(Role.Auditor, $"/enrolment/cohorts/{programme}/{AcademicYear.Of(today).ToString().Replace('/', '-')}");
        await reader.Page.WaitForSelectorAsync("text=the registry re-enrols it");
        Assert.Equal(0, await reader.Page.Locator("main button[type=submit]").CountAsync());
        Offenders.None(await reader.AccessibilityFaultsAsync());
        Offenders.None(reader.Complaints);
    }

    /// <summary>Three who began a year ago; Finance holds the third.</summary>
    private async Task<(string[] Ready, string Held)> CohortAsync()
    {
        var registry = browser.Web.Registry;
        var programme = await registry.Given.ProgrammeAsync(Code);
        var numbers = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var person = await registry.Given.PersonAsync();
            await registry.Given.EngagementAsync(person, programme, start: today.AddYears(-1), numhus: $"{person.StudentNumber}-1");
            numbers.Add(person.StudentNumber);
            if (i == 2)
            {
                var hold = new PlaceHold { PersonId = person.Id, Source = "Finance", Reason = "Fees of last year owed", HowToClear = "Pay them.", Blocks = Blocks.Enrolment };
                Assert.Empty((await registry.Get<HoldService>().PlaceAsync(hold, registry.As(Role.FeesOfficer))).Refusals);
            }
        }

        return ([.. numbers.Take(2)], numbers[2]);
    }

    /// <summary>The numbers in the only row: students, re-enrolled, to re-enrol.</summary>
    private static async Task<IReadOnlyList<string>> NumbersAsync(WatchedPage page)
    {
        await page.Page.WaitForSelectorAsync($"td a:has-text('{Code}')");
        return await page.Page.Locator("tbody tr td.number").AllInnerTextsAsync();
    }

    private Task<int> SessionsAsync() => browser.Web.Registry.ReadAsync(db => db.Set<CourseSession>().CountAsync(s => db.Set<Engagement>().Any(e => e.Id == s.EngagementId && e.Programme.Code == Code)));

    private static async Task<string> FileAsync(WatchedPage page, string link)
    {
        var answer = await page.Page.APIRequest.GetAsync(new Uri(new Uri(page.Page.Url), await page.Page.GetAttributeAsync($"a:has-text('{link}')", "href")).ToString());
        Assert.True(answer.Ok);
        return await answer.TextAsync();
    }

    /// <summary>The job that the click asked for shows its progress, and is worked off, for no drum beats here.</summary>
    private async Task WorkedAsync(WatchedPage page)
    {
        await page.Page.WaitForSelectorAsync(".progress progress");
        await page.Page.WaitForSelectorAsync("text=You may leave this page");
        Offenders.None(await page.AccessibilityFaultsAsync());
        var runner = browser.Web.Services.GetRequiredService<JobRunner>();
        while (await runner.RunNextAsync(CancellationToken.None))
        {
        }
    }
}
