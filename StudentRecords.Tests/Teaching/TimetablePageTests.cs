using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Teaching;
using StudentRecords.Tests.Components;
using StudentRecords.Tests.Support;
using StudentRecords.Web.Components.Pages.Students;
using StudentRecords.Web.Components.Pages.Teaching;

namespace StudentRecords.Tests.Teaching;

/// <summary>The pages of the timetable as they are drawn.</summary>
public sealed class TimetablePageTests : BunitContext
{
    private readonly TestRegistry registry = new();

    [Fact]
    public async Task StaffWeek_IsAGridOfDaysAndHours_WithTheWeeksBeforeAndAfterByKey()
    {
        await TaughtAsync();
        var page = await OpenAsync<StaffWeekPage>("/timetable/staff?week=2024-06-12&who=S0042");
        Assert.Equal(["Begins", "Mon 10 Jun", "Tue 11 Jun", "Wed 12 Jun", "Thu 13 Jun", "Fri 14 Jun"], page.FindAll(".week-grid thead th").Select(h => h.TextContent));
        Assert.Equal(["10:00"], page.FindAll(".week-grid tbody th").Select(h => h.TextContent));
        Assert.Contains("to 11:00", page.FindAll(".week-grid tbody td")[0].TextContent, StringComparison.Ordinal);
        Assert.Equal(("p", "/timetable/staff?week=2024-06-03&who=S0042"), page.Find("[data-keys] a[aria-keyshortcuts]") is var before ? (before.GetAttribute("aria-keyshortcuts"), before.GetAttribute("href")) : default);

        page.Find("#Staff").Change("S0099");
        page.Find("form").Submit();
        Assert.EndsWith("/timetable/staff?week=2024-06-10&who=S0099", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clash_IsTakenInHandOnItsPage_WithAReason()
    {
        await TaughtAsync();
        var clash = await registry.ReadAsync(db => Task.FromResult(db.Set<TimetableClash>().Single()));
        var page = await OpenAsync<ClashPage>("/", p => p.Add(c => c.Id, clash.Id));
        Assert.Contains("TE-1 and TE-2 are in B-101 at the same time.", page.Markup, StringComparison.Ordinal);
        await page.Find("#Reason").ChangeAsync(new() { Value = "I ring timetabling." });
        await page.Find("form").SubmitAsync();
        Assert.NotNull((await registry.ReadAsync(db => Task.FromResult(db.Set<TimetableClash>().Single()))).Owner);
    }

    [Fact]
    public async Task StudentsWeek_IsTheWeekThatTheAddressNames()
    {
        var registration = await TaughtAsync();
        var page = await OpenAsync<StudentTimetablePage>("/?week=2024-06-10", p => p.Add(c => c.Id, registration));
        Assert.Equal(2, page.FindAll(".week-entry").Count);
        Services.GetRequiredService<NavigationManager>().NavigateTo("/?week=2024-06-17");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".week-entry")));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        registry.Dispose();
    }

    /// <summary>Two events at once in one room; gives the student's id.</summary>
    private async Task<long> TaughtAsync()
    {
        var run = await registry.Given.OccurrenceAsync();
        var student = await registry.Given.StudentAsync(run);
        var begins = new DateTimeOffset(2024, 6, 10, 9, 0, 0, TimeSpan.Zero);
        await registry.SaveAsync(db => db.AddRange(new[] { ("TE-1", "S0042"), ("TE-2", "S0043") }.Select(e => new TeachingEvent(e.Item1, 1, run.Id, new TeachingTerms("Lecture", null, begins, begins.AddHours(1), "B-101", e.Item2), registry.Clock.Now))));
        return student.PersonId;
    }

    private async Task<IRenderedComponent<TPage>> OpenAsync<TPage>(string address, Action<ComponentParameterCollectionBuilder<TPage>>? with = null)
        where TPage : IComponent
    {
        var caller = await this.SignInAsync(registry, Role.RegistryOfficer);
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render<TPage>(p =>
        {
            p.AddCascadingValue(caller);
            with?.Invoke(p);
        });
    }
}
