using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Jobs;
using StudentRecords.Infrastructure.Access;
using StudentRecords.Infrastructure.Hesa;
using StudentRecords.Tests.Support;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Pages.Hesa;

namespace StudentRecords.Tests.Hesa;

public sealed class SubmitReturnPageTests : BunitContext
{
    private readonly TestRegistry registry = new();
    private readonly ReturnStory story;

    public SubmitReturnPageTests()
    {
        story = new ReturnStory(registry);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddCascadingValue(_ => TestRegistry.Caller(Role.StatutoryReturnsOfficer));
        Services.AddSingleton(registry.Get<HesaQueries>());
        Services.AddSingleton(registry.Get<ReturnStepQueries>());
        Services.AddSingleton(story.Service);
        Services.AddSingleton(new Acting(new CallerAccessor(registry.Get<Callers>(), registry.Services), registry.Clock));
    }

    [Fact]
    public async Task ReturnThatIsNotComparedAndHasErrors_ShowsEveryReasonAtOnceAndNoForm()
    {
        await story.StudentAsync("Ahmed", country: null);
        var page = Show(await story.BuildAsync());
        page.WaitForAssertion(() => Assert.Equal(["NOT_COMPARED", "ERRORS"], Codes(page)));
        Assert.Empty(page.FindAll("form"));
    }

    [Fact]
    public async Task ReturnThatIsAtWork_WaitsForItsJob()
    {
        await story.StudentAsync("Ahmed");
        var id = await story.CompareAsync();
        await story.Service.RequestCompareAsync(id, registry.As(Role.StatutoryReturnsOfficer), default);
        var page = Show(id);
        page.WaitForAssertion(() => Assert.Equal(["NOT_SIGNED_OFF", "AT_WORK"], Codes(page)));
    }

    [Fact]
    public async Task ComparedReturn_SaysWhatWillHappenAndAsksAgainBeforeItDoes()
    {
        await story.StudentAsync("Ahmed");
        var page = Show(await story.SignOffAsync(await story.CompareAsync()));
        page.WaitForAssertion(() => Assert.Contains("Check answers", page.Find("[aria-current=step]").TextContent, StringComparison.Ordinal));
        await story.SubmitAsync();
        page.Find("#Reason").Change("Signed off");
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal(["COMPARE_STALE"], Codes(page)));
        Assert.Equal(0, await registry.ReadAsync(db => db.Set<JobRequest>().CountAsync()));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        registry.Dispose();
    }

    private static List<string?> Codes(IRenderedComponent<SubmitReturnPage> page) => [.. page.FindAll(".refusals li").Select(l => l.GetAttribute("data-code"))];

    private IRenderedComponent<SubmitReturnPage> Show(long id) => Render<SubmitReturnPage>(p => p.Add(s => s.Id, id));
}
