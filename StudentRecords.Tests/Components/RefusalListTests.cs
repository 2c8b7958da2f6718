using Bunit;
using StudentRecords.Domain;
using StudentRecords.Web.Components.Shared;

namespace StudentRecords.Tests.Components;

public sealed class RefusalListTests : BunitContext
{
    public RefusalListTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Fact]
    public void WithoutRefusals_NothingIsShown()
    {
        Assert.Empty(Show(null).Markup.Trim());
        Assert.Empty(Show([]).Markup.Trim());
    }

    [Fact]
    public void EveryReason_IsNamedAtOnceAndCounted()
    {
        var list = Show([new("ONE", "The quorum is not met.", "Regulation 4.2"), new("TWO", "Two marks are missing.")]);
        Assert.Equal("This cannot be done, for 2 reasons", list.Find("h2").TextContent);
        Assert.Equal(["ONE", "TWO"], list.FindAll("li").Select(l => l.GetAttribute("data-code")));
        Assert.Equal("Regulation 4.2", list.Find(".clause").TextContent);
        Assert.Equal("alert", list.Find("section").GetAttribute("role"));
    }

    [Fact]
    public void ReasonOfAField_LinksToTheField()
    {
        var link = Show([new("DATE", "The day lies in the future.", Field: "EndsOn")]).Find("a");
        Assert.EndsWith("#EndsOn", link.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public void ReasonForm_WithoutAReason_AsksForItAndDoesNothing()
    {
        var told = new List<Reasoned>();
        var form = Render<ReasonForm>(p => p.Add(f => f.Submit, "Close the user").Add(f => f.OnSubmit, told.Add));
        form.Find("form").Submit();
        Assert.Equal("Say why.", form.Find(".field-refusal").TextContent);
        Assert.Empty(told);
        form.Find("#Reason").Change("Left the university");
        form.Find("form").Submit();
        Assert.Equal([new Reasoned("Left the university", null)], told);
        Assert.Empty(form.FindAll(".refusals"));
    }

    private IRenderedComponent<RefusalList> Show(IReadOnlyList<Refusal>? refusals) => Render<RefusalList>(p => p.Add(l => l.Refusals, refusals));
}
