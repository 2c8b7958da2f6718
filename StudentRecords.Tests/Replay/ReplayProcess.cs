using System.Diagnostics;
using System.Text.RegularExpressions;

namespace StudentRecords.Tests.Replay;

/// <summary>The application's verbs in a process of their own.</summary>
internal static partial class ReplayProcess
{
    public static async Task<string> StateAsync(string database) => StateLine().Match(await RunAsync("state", "hash", "--database", database)).Groups[1].Value;

    public static async Task<string> RunAsync(params string[] words)
    {
        using var process = Start(words);
        var errors = process.StandardError.ReadToEndAsync();
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"exit {process.ExitCode}: {text}\n{await errors}");
        return text;
    }

    /// <summary>Kills the process, as hard as it can be killed, when it says that a phase is done.</summary>
    public static async Task RunUntilAsync(string phase, params string[] words)
    {
        using var process = Start(words);
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(phase, StringComparison.Ordinal))
            {
                break;
            }
        }

        process.Kill();
        await process.WaitForExitAsync();
    }

    public static Process Start(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "StudentRecords.Web.dll"));
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        return Process.Start(start)!;
    }

    [GeneratedRegex(@"^state\s+\d+ ([0-9a-f]{64})$", RegexOptions.Multiline)]
    private static partial Regex StateLine();
}
