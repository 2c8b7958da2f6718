using System.Text.Json;
using Microsoft.Data.Sqlite;
using StudentRecords.Domain.Integration;
using StudentRecords.Tests.Faults.Inside;
using StudentRecords.Tests.Integration;
using StudentRecords.Tests.Support;
using Xunit.Abstractions;

namespace StudentRecords.Tests.Faults.Long;

/// <summary>A message of every inbound flow, the hub killed on it at every point of the way in, and the message sent again: the record ends as if nothing had happened.</summary>
[Collection(LongFaults.Name)]
public sealed class EveryPointTests(ITestOutputHelper output)
{
    private static readonly KillPoint[] WayIn = [KillPoint.AfterReceive, KillPoint.MidApply, KillPoint.BeforeCommit, KillPoint.AfterCommit];

    [FactForFaults]
    public async Task EveryFlow_KilledAtEveryPoint_EndsAsIfNothingHadHappened()
    {
        var (undisturbed, _, _) = await PlayAsync(null);
        foreach (var point in WayIn)
        {
            var (after, kills, unclear) = await PlayAsync(point);
            var differ = undisturbed.Keys.Union(after.Keys).Where(k => undisturbed.GetValueOrDefault(k) != after.GetValueOrDefault(k)).Select(k => $"{k}: {undisturbed.GetValueOrDefault(k)} undisturbed, {after.GetValueOrDefault(k)} after").ToList();
            LongFaults.Tell(output, $"Every inbound flow, killed at {point}: {kills} kills, {after.Count(k => k.Key.StartsWith("inbox", StringComparison.Ordinal))} messages, {differ.Count} differences");
            Assert.Empty(differ);
            Assert.Empty(unclear);
            Assert.True(kills > 0, "nobody came to the point");
        }
    }

    /// <summary>How the messages ended and how many rows each table has, when the first message of each flow met the point.</summary>
    private static async Task<(Dictionary<string, string> State, int Kills, IReadOnlyCollection<string> Unclear)> PlayAsync(KillPoint? point)
    {
        var flows = FlowCatalogue.All.Where(f => f.Direction == FlowDirection.In || f.Type == FlowType.Lateral).Select(f => f.Code).Order(StringComparer.Ordinal).ToList();
        await using var scene = await FaultScene.MakeAsync(pace: 1, students: 1, disk: null, flows.Select(From));
        var process = await scene.StartAsync();
        foreach (var flow in flows)
        {
            var sayings = Samples(flow, scene.Students[0]);
            process = point is { } at ? await MeetAsync(scene, process, at, sayings[0]) : process;
            foreach (var saying in sayings)
            {
                await scene.Senders.SayAsync(saying);
            }
        }

        return (await StateAsync(scene.Registry.File), scene.Kills, scene.Ledger.Unexpected);
    }

    private static async Task<RegistryProcess> MeetAsync(FaultScene scene, RegistryProcess process, KillPoint point, Saying saying)
    {
        scene.Signals.Raise(point);
        var said = scene.Senders.SayAsync(saying);
        await Task.WhenAny(said, process.DeadAsync());
        scene.Signals.Lower(point.ToString());
        if (said.IsCompleted)
        {
            // not every message writes enough to have a middle
            return process;
        }

        await scene.BuryAsync(process);
        var next = await scene.StartAsync();
        await said;
        return next;
    }

    private static string From(string flow) => FlowCatalogue.Find(flow)!.From;

    private static IReadOnlyList<Saying> Samples(string flow, string student)
    {
        var text = File.ReadAllText(Path.Combine(FlowRollCallTests.Samples, $"{flow}.good.json")).Replace("0000018", student, StringComparison.Ordinal);
        using var samples = JsonDocument.Parse(text);
        return [.. samples.RootElement.EnumerateArray().Select(m => new Saying(From(flow), flow, m.GetProperty("id").GetString()!, m.GetRawText(), null))];
    }

    private static async Task<Dictionary<string, string>> StateAsync(string file)
    {
        await using var connection = new SqliteConnection($"Data Source={file}");
        await connection.OpenAsync();
        var state = new Dictionary<string, string>();
        foreach (var table in await RowsAsync(connection, "SELECT name, '' FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"))
        {
            state[$"table {table.Name}"] = (await RowsAsync(connection, $"SELECT '', COUNT(*) FROM \"{table.Name}\""))[0].Value;
        }

        foreach (var message in await RowsAsync(connection, "SELECT Flow || ' ' || MessageId, State || ' ' || COALESCE(ReasonCode, '') FROM InboxMessage"))
        {
            state[$"inbox {message.Name}"] = message.Value;
        }

        return state;
    }

    private static async Task<List<(string Name, string Value)>> RowsAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<(string, string)>();
        while (await reader.ReadAsync())
        {
            rows.Add((reader.GetString(0), Convert.ToString(reader.GetValue(1), System.Globalization.CultureInfo.InvariantCulture)!));
        }

        return rows;
    }
}
