using System.Text.Json;
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
            var differ = undisturbed.Keys.Union(after.Keys).Where(k => undisturbed.GetValueOrDefault(k) != after.GetValueOrDefault(k)).Select(k => $"{undisturbed.GetValueOrDefault(k)} undisturbed, {after.GetValueOrDefault(k)} after: {k}").ToList();
            LongFaults.Tell(output, $"Every inbound flow, killed at {point}: {kills} kills, {after.Keys.Count(RecordContent.IsMessage)} messages, {after.Count} rows compared, {differ.Count} differences");
            Assert.True(differ.Count == 0, string.Join(Environment.NewLine, differ));
            Assert.Empty(unclear);
            // not every message writes enough to have a middle
            Assert.InRange(kills, point == KillPoint.MidApply ? Flows.Count / 2 : Flows.Count, Flows.Count);
        }
    }

    private static IReadOnlyList<string> Flows { get; } = [.. FlowCatalogue.All.Where(f => f.Direction == FlowDirection.In || f.Type == FlowType.Lateral).Select(f => f.Code).Order(StringComparer.Ordinal)];

    /// <summary>What the whole record holds, when the first message of each flow met the point.</summary>
    private static async Task<(IReadOnlyDictionary<string, int> State, int Kills, IReadOnlyCollection<string> Unclear)> PlayAsync(KillPoint? point)
    {
        await using var scene = await FaultScene.MakeAsync(pace: 1, students: 1, disk: null, Flows.Select(From));
        var process = await scene.StartAsync();
        foreach (var flow in Flows)
        {
            var sayings = Samples(flow, scene.Students[0]);
            process = point is { } at ? await MeetAsync(scene, process, at, sayings[0]) : process;
            foreach (var saying in sayings)
            {
                await scene.Senders.SayAsync(saying);
            }
        }

        return (await RecordContent.ReadAsync(scene.Registry.File!, scene.Students[0]), scene.Kills, scene.Ledger.Unexpected);
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
}
