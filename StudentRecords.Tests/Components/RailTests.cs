using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Web.Components.Layout;
using StudentRecords.Web.Components.Shared;

namespace StudentRecords.Tests.Components;

/// <summary>The rail lights the one area to which the open page belongs.</summary>
public sealed class RailTests : BunitContext
{
    private readonly OpenPlace place = new();

    public RailTests()
    {
        Services.AddCascadingValue(_ => new Caller("audrey.auditor", 1, [new RoleGrant(Role.Auditor, Scope.Everything), new RoleGrant(Role.RegistryManager, Scope.Everything)]));
        Services.AddCascadingValue(_ => place);
    }

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Theory]
    [InlineData("/", null, "Home")]
    [InlineData("/boards/5/members", "/boards", "Exam boards")]
    [InlineData("/boards/5", "/award-boards", "Award boards")]
    [InlineData("/boards/5/awards/ratify", "/award-boards", "Award boards")]
    [InlineData("/award-boards/new", "/award-boards", "Award boards")]
    [InlineData("/graduation/ceremonies/7/confer", "/graduation", "Graduation")]
    [InlineData("/progression/resits", null, "Progression")]
    [InlineData("/circumstances", "/adjustments", "Circumstances")]
    [InlineData("/circumstances/late/3", "/circumstances/late", "Late outcomes")]
    [InlineData("/return-overrides", "/returns", "Returns")]
    [InlineData("/return-facts/engagement/3", "/students/3/returns", "Students")]
    [InlineData("/users/2?f.state=open", "/users", "Users")]
    [InlineData("/search?q=a", null, null)]
    public void TheAreaOfTheOpenPage_IsTheOnlyOneLit(string address, string? area, string? lit)
    {
        Navigation.NavigateTo(address);
        var rail = Render<Rail>();
        Head(area);
        string[] expected = lit is null ? [] : [lit];
        rail.WaitForAssertion(() => Assert.Equal(expected, Lit(rail)));
    }

    [Fact]
    public void TheAreaLit_FollowsFromPageToPage_AndStandsUntilTheNextSaysWhereItBelongs()
    {
        Navigation.NavigateTo("/award-boards");
        var rail = Render<Rail>();
        Navigation.NavigateTo("/boards/5");
        Assert.Equal(["Award boards"], Lit(rail));
        Head("/boards");
        rail.WaitForAssertion(() => Assert.Equal(["Exam boards"], Lit(rail)));
        Navigation.NavigateTo("/graduation");
        rail.WaitForAssertion(() => Assert.Equal(["Graduation"], Lit(rail)));
        Assert.Equal("page", rail.Find("a.active").GetAttribute("aria-current"));
    }

    private void Head(string? area) => Render<PageHeader>(p => p.Add(h => h.Title, "A page").Add(h => h.Trail, area is null ? [] : [("Area", area)]));

    private static IEnumerable<string> Lit(IRenderedComponent<Rail> rail) => rail.FindAll("a[aria-current].active").Select(a => a.TextContent.Trim());
}
