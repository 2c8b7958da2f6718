using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace StudentRecords.Tests.Browser;

/// <summary>A page whose complaints are written down: console errors and warnings, script faults, answers of 400 and above.</summary>
public sealed class WatchedPage : IAsyncDisposable
{
    /// <summary>The narrower of the two widths that screens are made for, in pixels.</summary>
    public const int Narrow = 1024;

    /// <summary>The checks of axe, for every page of a context.</summary>
    public static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private const string Wcag = """
        async () => (await axe.run(document, { preload: false, resultTypes: ['violations'], runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } }))
          .violations.map(v => `${v.id} (${v.impact}): ${v.help}, ${v.nodes.length} times, first ${v.nodes[0].html}`)
        """;

    private readonly List<string> complaints = [];

    public WatchedPage(IPage page)
    {
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                complaints.Add($"{message.Type}: {message.Text}");
            }
        };
        page.PageError += (_, fault) => complaints.Add($"script: {fault}");
        page.Response += (_, answer) =>
        {
            if (answer.Status >= 400)
            {
                complaints.Add($"{answer.Status} {answer.Url}");
            }
        };
    }

    public IPage Page { get; }

    public IReadOnlyList<string> Complaints => complaints;

    public async Task GoToAsync(string address)
    {
        await Page.GotoAsync(address);
        await ReadyAsync();
    }

    /// <summary>Goes on to another page as a link would take one there, in the circuit that is open.</summary>
    public async Task GoOnToAsync(string address)
    {
        await Page.EvaluateAsync("address => { document.querySelectorAll('h1').forEach(h => h.dataset.left = ''); Blazor.navigateTo(address); }", address);
        await ReadyAsync();
    }

    /// <summary>Waits for the page that a click leads to; a refusal, or a page that never comes, fails with what stands there.</summary>
    public async Task ArriveAsync([StringSyntax(StringSyntaxAttribute.Regex)] string ending)
    {
        try
        {
            await Page.WaitForFunctionAsync("ending => new RegExp(ending + '$').test(location.href) || !!document.querySelector('main .refusals')", ending, new() { PollingInterval = 50 });
        }
        catch (TimeoutException)
        {
            // told below
        }

        if (!Regex.IsMatch(Page.Url, ending + "$"))
        {
            Assert.Fail($"{Page.Url} and not {ending}: {await Page.InnerTextAsync("main")}");
        }
    }

    /// <summary>What was said so far is of another page.</summary>
    public void Forget() => complaints.Clear();

    /// <summary>The circuit is up, nothing on the page is still being fetched, and it says what it is.</summary>
    public async Task ReadyAsync()
    {
        await Page.WaitForFunctionAsync("() => document.querySelector('main:not([data-interactive=no]) h1:not([data-left])') && !document.querySelector('main .skeleton, main [aria-busy=true]') && document.title !== ''", null, new() { PollingInterval = 50 });
    }

    /// <summary>How wide the page is where the window is <see cref="Narrow"/> wide; wider when something stands beyond its edge.</summary>
    public async Task<int> WidthAsync()
    {
        if (Page.ViewportSize?.Width != Narrow)
        {
            await Page.SetViewportSizeAsync(Narrow, 900);
        }

        return await Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
    }

    /// <summary>What axe has against the page by WCAG 2.2 AA; empty when nothing.</summary>
    public async Task<IReadOnlyList<string>> AccessibilityFaultsAsync() => await Page.EvaluateAsync<string[]>(Wcag);

    public async ValueTask DisposeAsync() => await Page.CloseAsync();
}
