using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace StudentRecords.Tests.Browser;

/// <summary>A page whose complaints are written down: console errors and warnings, script faults, answers of 400 and above.</summary>
public sealed class WatchedPage : IAsyncDisposable
{
    /// <summary>The checks of axe, for every page of a context.</summary>
    public static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private const string Wcag = """
        async () => (await axe.run(document, { resultTypes: ['violations'], runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } }))
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

    /// <summary>Types into a box of a page that has just come: the page moves the focus to its heading when it is there, and what is typed at that moment is lost.</summary>
    public async Task TypeAsync(string box, string text)
    {
        do
        {
            await Page.FillAsync(box, text);
        }
        while (await Page.InputValueAsync(box) != text);
    }

    /// <summary>Leaves the page that is open, and its complaints.</summary>
    public async Task ForgetAsync()
    {
        await Page.GotoAsync("about:blank");
        complaints.Clear();
    }

    /// <summary>The circuit is up, nothing on the page is still being fetched, and it says what it is.</summary>
    public async Task ReadyAsync()
    {
        await Page.WaitForSelectorAsync("main[data-interactive=yes] h1, main[data-interactive=static] h1");
        await Page.WaitForFunctionAsync("() => !document.querySelector('main .skeleton, main [aria-busy=true]') && document.title !== ''", null, new() { PollingInterval = 50 });
    }

    /// <summary>What axe has against the page by WCAG 2.2 AA; empty when nothing.</summary>
    public async Task<IReadOnlyList<string>> AccessibilityFaultsAsync() => await Page.EvaluateAsync<string[]>(Wcag);

    public async ValueTask DisposeAsync() => await Page.CloseAsync();
}
