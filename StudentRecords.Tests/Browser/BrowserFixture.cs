using Microsoft.Playwright;
using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Access;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Browser;

/// <summary>The application on a port, a browser, and a record with something on every screen; one for all browser tests.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    /// <summary>Two cores may be busy with other things; what never comes still ends.</summary>
    private const float Patience = 60_000;

    private readonly Dictionary<string, IBrowserContext> contexts = [];
    private readonly Dictionary<string, (WatchedPage? Page, Type? Shown)> tabs = [];
    private readonly SemaphoreSlim signingIn = new(1);
    private IPlaywright? playwright;
    private IBrowser? browser;

    public WebRegistry Web { get; } = new();

    public SampleRecord Sample => field ??= new SampleRecord(Web);

    public string BaseAddress { get; private set; } = "";

    /// <summary>Where Chromium is, or null: CHROMIUM, or Debian's places, the one without windows first.</summary>
    public static string? Chromium { get; } = new[] { Environment.GetEnvironmentVariable("CHROMIUM"), "/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    public async Task InitializeAsync()
    {
        if (Chromium is null)
        {
            return;
        }

        Web.UseKestrel(0);
        Web.StartServer();
        BaseAddress = Web.ClientOptions.BaseAddress.ToString().TrimEnd('/');
        await Sample.MakeAsync();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"],
        });
    }

    /// <summary>Opens an address as the demo's holder of the role, or as nobody, and waits until it can be worked with.</summary>
    public async Task<WatchedPage> OpenAsync(Role? role, string address)
    {
        var page = new WatchedPage(await (await ContextAsync(role)).NewPageAsync());
        await page.GoToAsync(address);
        return page;
    }

    /// <summary>The same in the one tab that the role keeps for the whole round, from page to page as by a link; by the address where the same page comes twice.</summary>
    public async Task<WatchedPage> GoOnAsync(Role? role, string address, Type shown)
    {
        var (page, last) = tabs.GetValueOrDefault(role?.ToString() ?? "");
        tabs[role?.ToString() ?? ""] = (page ??= new WatchedPage(await (await ContextAsync(role)).NewPageAsync()), shown);
        page.Forget();
        await (role is null || last is null || last == shown ? page.GoToAsync(address) : page.GoOnToAsync(address));
        return page;
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        await Web.DisposeAsync();
    }

    private async Task<IBrowserContext> ContextAsync(Role? role)
    {
        await signingIn.WaitAsync();
        try
        {
            var name = role is { } r ? WebRegistry.UserName(r) : "";
            if (!contexts.TryGetValue(name, out var context))
            {
                context = await browser!.NewContextAsync(new() { BaseURL = BaseAddress, ViewportSize = new() { Width = 1280, Height = 900 }, Locale = "en-GB", TimezoneId = "Europe/London" });
                context.SetDefaultTimeout(Patience);
                await context.AddInitScriptAsync(WatchedPage.Axe);
                if (name.Length > 0)
                {
                    await SignInAsync(context, name);
                }

                contexts[name] = context;
            }

            return context;
        }
        finally
        {
            signingIn.Release();
        }
    }

    private static async Task SignInAsync(IBrowserContext context, string userName)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync("/sign-in");
        await page.FillAsync("#user-name", userName);
        await page.FillAsync("#password", DemoUsers.Password);
        await page.ClickAsync("main button[type=submit]");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        await page.CloseAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<BrowserFixture>
{
    public const string Name = "Browser";
}

/// <summary>A registry and a browser of their own for the round of all pages, so that it goes on beside the journeys.</summary>
[CollectionDefinition(Name)]
public sealed class PagesCollection : ICollectionFixture<BrowserFixture>
{
    public const string Name = "Pages";
}
