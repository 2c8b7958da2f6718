using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Access;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Tests.Store;

namespace StudentRecords.Tests.Support;

/// <summary>
/// The whole application on a database of its own, with the demo's people, one for each role. In memory for HTTP tests;
/// <c>UseKestrel(0); StartServer();</c> before first use gives it a port for browsers.
/// </summary>
public sealed partial class WebRegistry : WebApplicationFactory<Program>
{
    private readonly TestDatabase database = TestDatabase.Create();

    /// <summary>Saves test data on this application's database, with a clock of its own.</summary>
    public TestRegistry Registry => field ??= new TestRegistry(on: database);

    /// <summary>A browser's place in the application: keeps its cookies, follows no redirect.</summary>
    public HttpClient Visitor() => CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    /// <summary>A visitor who has signed in through the page as the demo's holder of the role.</summary>
    public async Task<HttpClient> SignedInAsync(Role role)
    {
        var visitor = Visitor();
        var page = await visitor.GetStringAsync("/sign-in");
        using var answer = await visitor.PostAsync("/sign-in", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "sign-in",
            ["__RequestVerificationToken"] = AntiforgeryToken().Match(page).Groups[1].Value,
            ["Given.UserName"] = UserName(role),
            ["Given.Password"] = DemoUsers.Password,
        }));
        if (answer.StatusCode != System.Net.HttpStatusCode.Redirect)
        {
            throw new InvalidOperationException($"{UserName(role)} could not sign in: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }

        return visitor;
    }

    public static string UserName(Role role) => DemoUsers.All.Single(u => u.Role == role).UserName;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        // the last one who uses the database takes it away
        Registry.Dispose();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (key, value) in database.Settings)
        {
            builder.UseSetting(key, value);
        }

        builder.UseSetting("Demo:Seed", "true");
        builder.UseSetting("Demo:Preset", "small");
        builder.UseSetting("Jobs:Drum", "off");
        builder.UseSetting("Access:TriesPerMinute", "100000");
        builder.ConfigureTestServices(s => s.ConfigureDbContext<SqliteRegistryDbContext>(o => o.AddInterceptors(TSqlWitness.Instance)));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex AntiforgeryToken();
}

/// <summary>One application for all tests that only look at it.</summary>
[CollectionDefinition(Name)]
public sealed class WebCollection : ICollectionFixture<WebRegistry>
{
    public const string Name = "Web";
}
