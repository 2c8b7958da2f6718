using Bunit;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Tests.Components;
using StudentRecords.Tests.Support;
using StudentRecords.Web.Components.Pages.Students.Enrolments;

namespace StudentRecords.Tests.Enrolment;

/// <summary>The journey of an enrolment step: answers, the effect, the reason, done.</summary>
public sealed class StepPageTests : BunitContext
{
    private readonly TestRegistry registry = new();
    private readonly EnrolmentScene scene;

    public StepPageTests() => scene = new(registry);

    [Fact]
    public async Task Confirm_WithThingsInTheWay_NamesThemAllAndOffersNoButton()
    {
        var engagement = await scene.EngagementAsync(enrolled: false, p => p.Verification(VerificationState.Pending).Held(Blocks.Enrolment));
        var page = await OpenAsync(engagement, "confirm");

        Assert.Equal(["IDENTITY_NOT_VERIFIED", "HOLD"], page.FindAll(".refusals li").Select(r => r.GetAttribute("data-code")));
        Assert.Empty(page.FindAll("button[type=submit]"));
    }

    [Fact]
    public async Task Withdraw_ShowsTheEffectBeforeItAsksForTheReason()
    {
        var (engagement, occurrence) = await scene.ChargedAsync();
        var page = await OpenAsync(engagement, "withdraw");
        await page.Find("#EffectiveOn").ChangeAsync(new() { Value = "3 Oct 2023" });
        await page.Find("#EndReason").ChangeAsync(new() { Value = "11" });
        await page.Find("form").SubmitAsync();

        var effect = page.Find(".effects").TextContent;
        Assert.Contains("−£600.00", effect, StringComparison.Ordinal);
        Assert.Contains(occurrence.Key, effect, StringComparison.Ordinal);
        Assert.Contains("Student Loans Company is told", effect, StringComparison.Ordinal);
        Assert.Equal(EngagementStatus.Enrolled, (await scene.NowAsync(engagement)).Status);

        await page.Find("#Reason").ChangeAsync(new() { Value = "Wrote to the programme office." });
        await page.Find("form").SubmitAsync();

        var now = await scene.NowAsync(engagement);
        Assert.Equal((EngagementStatus.Withdrawn, "Wrote to the programme office."), (now.Status, now.Statuses[^1].Reason));
    }

    [Fact]
    public async Task Withdraw_WithoutAReasonCode_SaysSoBesideTheField()
    {
        var page = await OpenAsync(await scene.EngagementAsync(enrolled: true), "withdraw");
        await page.Find("form").SubmitAsync();

        Assert.NotNull(page.Find("#EndReason-refusal"));
        Assert.Empty(page.FindAll(".effects"));
    }

    [Fact]
    public async Task AStepThatDoesNotExist_IsSaid() =>
        Assert.Contains("No such step", (await OpenAsync(await scene.EngagementAsync(enrolled: true), "expel")).Markup, StringComparison.Ordinal);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        registry.Dispose();
    }

    private async Task<IRenderedComponent<StepPage>> OpenAsync(Engagement engagement, string step)
    {
        var caller = await this.SignInAsync(registry, Role.RegistryOfficer);
        return Render<StepPage>(p => p.Add(s => s.Id, engagement.PersonId).Add(s => s.EngagementId, engagement.Id).Add(s => s.Step, step).AddCascadingValue(caller));
    }
}
