using Bunit;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Infrastructure.Assessment.Awards;
using StudentRecords.Tests.Components;
using StudentRecords.Tests.Support;
using StudentRecords.Web.Components.Pages.Assessment.Awards;
using StudentRecords.Web.Components.Pages.Assessment.Regulations;

namespace StudentRecords.Tests.Assessment.Awards;

public sealed class RegulationPageTests : BunitContext
{
    private const string WithAGap = """
        { "code": "OURS", "version": 1, "title": "Ours", "fromEntryYear": "2024/25", "clauses": {
          "award": "Degree", "credits": { "total": 0 }, "algorithms": [{ "name": "Mean", "pools": [{ "name": "All", "levels": [6], "share": 1 }] }],
          "classes": [{ "name": "Pass", "from": 40 }, { "name": "Fail", "from": 0, "below": 39, "awarded": false }] } }
        """;

    private readonly TestRegistry registry = new();

    [Fact]
    public async Task Publish_SaysEveryFault_ThenPublishesWhatIsMended()
    {
        var manager = await this.SignInAsync(registry, Role.RegistryManager);
        var page = Render<NewRegulationPage>(p => p.AddCascadingValue(manager));
        await page.Find("#Text").ChangeAsync(new() { Value = WithAGap });
        await page.Find("#Reason").ChangeAsync(new() { Value = "Senate, minute 24/7" });
        await page.Find("form").SubmitAsync();

        Assert.Equal(2, page.FindAll(".refusals li").Count);
        Assert.Contains("have no class", page.Find(".refusals").TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await registry.ReadAsync(db => db.Set<AwardRegulation>().CountAsync()));

        await page.Find("#Text").ChangeAsync(new() { Value = WithAGap.Replace("\"below\": 39, ", "", StringComparison.Ordinal).Replace("\"total\": 0", "\"total\": 120", StringComparison.Ordinal) });
        await page.Find("form").SubmitAsync();

        Assert.Equal("OURS", (await registry.ReadAsync(db => db.Set<AwardRegulation>().SingleAsync())).Code);
    }

    [Fact]
    public async Task Regulation_IsToldInSentences_WithWhatHasToBeReported()
    {
        var manager = await this.SignInAsync(registry, Role.RegistryManager);
        var id = (await registry.Get<RegulationService>().PublishAsync(RegulationShelf.Get("HONOURS-BEST-OF", 1), registry.As(manager))).Value;

        var page = Render<RegulationPage>(p => p.Add(r => r.Id, id).AddCascadingValue(manager));

        page.WaitForElement("h1", TimeSpan.FromMinutes(1));
        Assert.Contains("First from 70.", page.Markup, StringComparison.Ordinal);
        Assert.Contains("best of several algorithms is awarded", page.Markup, StringComparison.Ordinal);
        Assert.Contains("It is bound to no cohort.", page.Markup, StringComparison.Ordinal);
        Assert.NotNull(page.Find($"a[href='/regulations/{id}/bind']"));
    }

    [Fact]
    public async Task Officer_SeesARegulation_AndNoWayToChangeIt()
    {
        var officer = await this.SignInAsync(registry, Role.RegistryOfficer);
        var id = (await registry.Get<RegulationService>().PublishAsync(RegulationShelf.Get("HONOURS", 1), registry.As(Role.RegistryManager))).Value;

        var page = Render<RegulationPage>(p => p.Add(r => r.Id, id).AddCascadingValue(officer));

        page.WaitForElement("a[href$='/what-if']", TimeSpan.FromMinutes(1));
        Assert.Empty(page.FindAll("a[href$='/bind']"));
    }

    [Fact]
    public void Panel_TellsFigureClassDistanceAndTrace()
    {
        var rule = Regulated.Rule(240, """[{ "name": "Level 5", "levels": [5], "share": 40 }, { "name": "Level 6", "levels": [6], "share": 60 }]""", Regulated.FinalTo(1));
        Outcome<AwardResult> result = Regulated.Work(rule, [.. Regulated.At(5, (60, 120)), .. Regulated.At(6, (65, 120))]);

        var panel = Render<AwardPanel>(p => p.Add(a => a.Suggestion, new AwardSuggestion(1, 1, "1", "2023/24", 2, result)));

        Assert.Equal("63", panel.Find(".result-mark").TextContent);
        Assert.Contains("2 modules provisional", panel.Find(".result-state").TextContent, StringComparison.Ordinal);
        // 69.95 rounds to 70: level 6 at (69.95 − 24) / 0.6 = 76.59
        Assert.Contains("7 missing; reached by Level 5 at 77.38 instead of 60, or Level 6 at 76.59 instead of 65", panel.Find(".facts").TextContent, StringComparison.Ordinal);
        Assert.Contains("Level 5 60×40 + Level 6 65×60", panel.Find(".trace").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Panel_WithoutARegulation_SaysSo()
    {
        var panel = Render<AwardPanel>(p => p.Add(a => a.Suggestion, new AwardSuggestion(1, 1, "1", "2023/24", 0, Outcome<AwardResult>.Refused("NO_REGULATION", "No award regulation is bound."))));

        Assert.Contains("No award regulation is bound.", panel.Markup, StringComparison.Ordinal);
        Assert.Equal("—", panel.Find(".result-mark").TextContent);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        registry.Dispose();
    }
}
