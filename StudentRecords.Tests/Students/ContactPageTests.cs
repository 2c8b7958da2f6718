using Bunit;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Students;
using StudentRecords.Tests.Components;
using StudentRecords.Tests.Support;
using StudentRecords.Web.Components.Pages.Students.Contact;

namespace StudentRecords.Tests.Students;

/// <summary>The stale save as the second officer sees it: who was first, both edits side by side, a choice, and both kept.</summary>
public sealed class ContactPageTests : BunitContext
{
    private readonly TestRegistry registry = new();

    [Fact]
    public async Task TheSecondOfTwoOfficers_SeesBothEditsAndChooses()
    {
        var person = await registry.Given.PersonAsync(p => p.Described(new PersonDetails { Email = "first@example.org", Telephone = "0113 496 0999" }));
        var olga = await this.SignInAsync(registry, Role.RegistryOfficer);
        var page = Render<ContactPage>(p => p.Add(c => c.Id, person.Id).AddCascadingValue(olga));
        await MartinSavesAsync(person.Id);

        await page.Find("#Email").ChangeAsync(new() { Value = "olga@example.org" });
        await page.Find("#Telephone").ChangeAsync(new() { Value = "0113 496 0111" });
        await page.Find("#Reason").ChangeAsync(new() { Value = "The student wrote." });
        await page.Find("form").SubmitAsync();

        Assert.Contains("martin.manager", page.Find("#stale-heading").TextContent, StringComparison.Ordinal);
        Assert.Contains("The student rang.", page.Markup, StringComparison.Ordinal);
        var clash = Assert.Single(page.FindAll("table.choices tbody tr"));
        Assert.Equal(["first@example.org", "martin@example.org", "olga@example.org"], clash.QuerySelectorAll("td").Select(c => c.TextContent.Trim()));

        await clash.QuerySelectorAll("input")[1].ChangeAsync(new() { Value = "on" });
        await page.Find("form").SubmitAsync();

        var contact = (await registry.Get<RecordQueries>().OverviewAsync(person.Id, olga))!.Contact;
        Assert.Equal(("olga@example.org", "0113 496 0111", "LS2 9JT"), (contact.Email, contact.Telephone, contact.TermPostcode));
    }

    [Fact]
    public async Task AWrongValue_IsSaidBesideItsFieldAndOnTop()
    {
        var person = await registry.Given.PersonAsync();
        var olga = await this.SignInAsync(registry, Role.RegistryOfficer);
        var page = Render<ContactPage>(p => p.Add(c => c.Id, person.Id).AddCascadingValue(olga));

        await page.Find("#Email").ChangeAsync(new() { Value = "nowhere" });
        await page.Find("#Reason").ChangeAsync(new() { Value = "A try." });
        await page.Find("form").SubmitAsync();

        Assert.NotNull(page.Find("#Email-refusal"));
        Assert.NotNull(page.Find(".refusals a[data-to-field=Email]"));
        Assert.Equal("nowhere", page.Find("#Email").GetAttribute("value"));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        registry.Dispose();
    }

    private async Task MartinSavesAsync(long person)
    {
        var martin = new Caller("martin.manager", 2, [new RoleGrant(Role.RegistryManager, Scope.Everything)]);
        var opened = (await registry.Get<RecordQueries>().OverviewAsync(person, martin))!;
        var saved = await registry.Get<StudentService>().ChangeContactAsync(
            new ChangeContact { PersonId = person, Version = opened.Version, AsOpened = opened.Contact, Details = opened.Contact with { Email = "martin@example.org", TermPostcode = "LS2 9JT" } },
            registry.As(martin) with { Reason = "The student rang." });
        Assert.True(saved.Outcome.Succeeded);
    }
}
