using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace StudentRecords.Tests.Browser;

/// <summary>A page whose complaints are written down: console errors and warnings, script faults, answers of 400 and above.</summary>
public sealed class WatchedPage : IAsyncDisposable
{
    private static readonly AxeRunOptions Wcag = new() { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } };

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

    /// <summary>The circuit is up, nothing on the page is still being fetched, and it says what it is.</summary>
    public async Task ReadyAsync()
    {
        await Page.WaitForSelectorAsync("main[data-interactive=yes] h1, main[data-interactive=static] h1");
        await Page.WaitForFunctionAsync("() => !document.querySelector('main .skeleton, main [aria-busy=true]') && document.title !== ''");
    }

    /// <summary>What axe has against the page by WCAG 2.2 AA; empty when nothing.</summary>
    public async Task<IReadOnlyList<string>> AccessibilityFaultsAsync()
    {
        var result = await Page.RunAxe(Wcag);
        return [.. result.Violations.Select(v => $"{v.Id} ({v.Impact}): {v.Help}, {v.Nodes.Length} times, first {v.Nodes[0].Html}")];
    }

    public async ValueTask DisposeAsync() => await Page.CloseAsync();
}
