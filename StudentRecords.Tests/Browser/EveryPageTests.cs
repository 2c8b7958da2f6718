using System.Reflection;
using Microsoft.AspNetCore.Components;
using StudentRecords.Domain.Access;
using StudentRecords.Tests.House;
using StudentRecords.Web.Access;

namespace StudentRecords.Tests.Browser;

/// <summary>Every page of the product is opened once in a browser, by somebody who may: it comes up, nothing complains, axe finds nothing, and nothing stands beyond the narrower of the two widths that screens are made for.</summary>
[Collection(PagesCollection.Name)]
public sealed class EveryPageTests(BrowserFixture browser)
{
    private static readonly IReadOnlyList<(string Template, Type Page)> Pages =
        [.. typeof(Program).Assembly.GetTypes().SelectMany(t => t.GetCustomAttributes<RouteAttribute>(false).Select(r => (r.Template, t))).OrderBy(p => p.Template, StringComparer.Ordinal)];

    public static TheoryData<string> Templates => [.. Pages.Select(p => p.Template)];

    [TheoryInBrowser]
    [MemberData(nameof(Templates))]
    public async Task EveryPage_OpensWithoutFaultOrComplaint(string template)
    {
        var page = await browser.GoOnAsync(Opener(template), browser.Sample.AddressOf(template), Pages.First(p => p.Template == template).Page);

        Offenders.None(page.Complaints);
        Assert.Equal(1, await page.Page.Locator("h1").CountAsync());
        Assert.Equal(0, await page.Page.Locator("main [role=alert].bad").CountAsync());
        Offenders.None(await page.AccessibilityFaultsAsync());
        Assert.Equal(WatchedPage.Narrow, await page.WidthAsync());
    }

    /// <summary>The first role that may; nobody where nobody is asked for.</summary>
    private static Role? Opener(string template)
    {
        var page = Pages.First(p => p.Template == template).Page;
        var needs = page.GetCustomAttributes<NeedsAttribute>().ToList();
        return needs.Count == 0 && !page.IsDefined(typeof(SignedInAttribute)) ? null
            : Enum.GetValues<Role>().First(role => needs.TrueForAll(n => AccessTable.For(role, n.Room) >= n.Level));
    }
}
