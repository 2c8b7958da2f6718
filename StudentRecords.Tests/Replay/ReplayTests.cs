using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Replay;

/// <summary>The replay as it is started by hand: a process of its own, over HTTP on loopback, on a file.</summary>
public sealed class ReplayTests(UndisturbedReplay undisturbed) : IClassFixture<UndisturbedReplay>
{
    [Fact]
    public async Task Replay_AccountsForEveryRow_AndASecondRunChangesNothing()
    {
        var first = undisturbed.Says;
        Assert.Equal(undisturbed.Data.Registrations, Figure(first, "rows read, registrations"));
        Assert.Equal(undisturbed.Data.Marks, Figure(first, "rows read, marks"));
        Assert.Equal(3, Figure(first, "boards ratified"));
        Assert.Equal(0, Figure(first, "messages parked"));
        Assert.Equal(
            Figure(first, "messages sent"),
            Figure(first, "messages applied") + Figure(first, "messages stale") + Figure(first, "messages refused by rules") + Figure(first, "messages quarantined"));

        var second = await undisturbed.RunAsync(undisturbed.Database);
        Assert.Equal(Figure(second, "messages sent"), Figure(second, "messages repeated"));
        Assert.Equal(undisturbed.State, await ReplayProcess.StateAsync(undisturbed.Database));
    }

    [FactOfMinutes]
    public async Task Replay_KilledInTheMiddle_IsFinishedByTheSameCommand_ToTheSameState()
    {
        var killed = RunFolder.NewFile(".db");
        foreach (var phase in new[] { "sent handovers", "sent marks", "board CCC-2014B" })
        {
            await ReplayProcess.RunUntilAsync(phase, undisturbed.Command(killed));
        }

        await undisturbed.RunAsync(killed);
        Assert.Equal(undisturbed.State, await ReplayProcess.StateAsync(killed));
    }

    [Fact]
    public async Task Replay_OnADatabaseThatItDidNotMake_IsRefused()
    {
        using var other = TestDatabase.AsFile();
        await using (var db = new SqliteConnection($"Data Source={other.File}"))
        {
            await db.OpenAsync();
            await using var insert = db.CreateCommand();
            insert.CommandText = "INSERT INTO DatabaseOrigin (Id, MadeBy, At) VALUES (1, 'demo', 0)";
            await insert.ExecuteNonQueryAsync();
        }

        using var process = ReplayProcess.Start("replay", "oulad", undisturbed.Data.Folder, "--database", other.File!);
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(3, process.ExitCode);
        Assert.Contains("refused", text, StringComparison.Ordinal);
    }

    private static long Figure(string output, string name) => long.Parse(Regex.Match(output, $"^{Regex.Escape(name)}: (\\d+)", RegexOptions.Multiline).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
}
