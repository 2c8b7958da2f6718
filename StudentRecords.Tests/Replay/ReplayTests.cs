using System.Diagnostics;
using System.Text.RegularExpressions;

namespace StudentRecords.Tests.Replay;

/// <summary>The replay as it is started by hand: a process of its own, over HTTP on loopback, on a file.</summary>
public sealed partial class ReplayTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("replay-");
    private readonly SmallDataSet data = new();

    public void Dispose()
    {
        data.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Replay_AccountsForEveryRow_AndASecondRunChangesNothing()
    {
        var database = Database("once");
        var first = await RunAsync("replay", "oulad", data.Folder, "--database", database, "--through-boards");
        Assert.Equal(data.Registrations, Figure(first, "rows read, registrations"));
        Assert.Equal(data.Marks, Figure(first, "rows read, marks"));
        Assert.Equal(3, Figure(first, "boards ratified"));
        Assert.Equal(0, Figure(first, "messages parked"));
        Assert.Equal(
            Figure(first, "messages sent"),
            Figure(first, "messages applied") + Figure(first, "messages stale") + Figure(first, "messages refused by rules") + Figure(first, "messages quarantined"));
        var state = await StateAsync(database);

        var second = await RunAsync("replay", "oulad", data.Folder, "--database", database, "--through-boards");
        Assert.Equal(Figure(second, "messages sent"), Figure(second, "messages repeated"));
        Assert.Equal(state, await StateAsync(database));
    }

    [Fact]
    public async Task Replay_KilledInTheMiddle_IsFinishedByTheSameCommand_ToTheSameState()
    {
        var (undisturbed, killed) = (Database("undisturbed"), Database("killed"));
        await RunAsync("replay", "oulad", data.Folder, "--database", undisturbed, "--through-boards");
        foreach (var phase in new[] { "sent handovers", "sent marks", "board CCC-2014B" })
        {
            await RunUntilAsync(phase, "replay", "oulad", data.Folder, "--database", killed, "--through-boards");
        }

        await RunAsync("replay", "oulad", data.Folder, "--database", killed, "--through-boards");
        Assert.Equal(await StateAsync(undisturbed), await StateAsync(killed));
    }

    [Fact]
    public async Task Replay_OnADatabaseThatItDidNotMake_IsRefused()
    {
        var database = Database("other");
        using (var db = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={database}"))
        {
            await RunAsync("database", "migrate", "--database", database);
            await db.OpenAsync();
            await using var insert = db.CreateCommand();
            insert.CommandText = "INSERT INTO DatabaseOrigin (Id, MadeBy, At) VALUES (1, 'demo', 0)";
            await insert.ExecuteNonQueryAsync();
        }

        using var process = Start("replay", "oulad", data.Folder, "--database", database);
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(3, process.ExitCode);
        Assert.Contains("refused", text, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^state\s+\d+ ([0-9a-f]{64})$", RegexOptions.Multiline)]
    private static partial Regex StateLine();

    private static long Figure(string output, string name) => long.Parse(Regex.Match(output, $"^{Regex.Escape(name)}: (\\d+)", RegexOptions.Multiline).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<string> StateAsync(string database) => StateLine().Match(await RunAsync("state", "hash", "--database", database)).Groups[1].Value;

    private static async Task<string> RunAsync(params string[] words)
    {
        using var process = Start(words);
        var errors = process.StandardError.ReadToEndAsync();
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"exit {process.ExitCode}: {text}\n{await errors}");
        return text;
    }

    /// <summary>Kills the process, as hard as it can be killed, when it says that a phase is done.</summary>
    private static async Task RunUntilAsync(string phase, params string[] words)
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

    private static Process Start(params string[] words)
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

    private string Database(string name) => Path.Combine(folder.FullName, $"{name}.db");
}
