using System.Globalization;
using Microsoft.Data.Sqlite;
using StudentRecords.Domain.Integration;
using StudentRecords.Tests.Faults.Inside;
using StudentRecords.Tests.Support;
using Xunit.Abstractions;

namespace StudentRecords.Tests.Faults.Long;

/// <summary>
/// The simulated term of all outside systems, played against a registry that is killed on the first message of every outgoing flow: claimed and not sent, and
/// sent and not marked. Whatever way the message takes (signed webhook, SCIM, file, named format), each system ends with what the record says that it sent.
/// </summary>
[Collection(LongFaults.Name)]
public sealed class EveryFlowOutTests(ITestOutputHelper output)
{
    /// <summary>The clock goes so fast that claims of three minutes take nine seconds, and so slowly that signatures do not age on a busy machine.</summary>
    private const int Pace = 20;

    private static readonly KillPoint[] WayOut = [KillPoint.BeforeSend, KillPoint.AfterSend];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly string folder = RunFolder.NewFolder();
    private readonly FaultPlan plan = new() { Signals = RunFolder.NewFolder(), Origin = DateTimeOffset.UtcNow, Pace = Pace };
    private readonly (int Registry, int Systems) ports = (FixedPort.Free(), FixedPort.Free());

    [FactForFaults]
    public async Task EveryOutgoingFlow_KilledBeforeAndAfterItsSend_LeavesNoDrift()
    {
        var signals = new Signals(plan.Signals);
        var flows = FlowCatalogue.All.Where(f => f.Direction is FlowDirection.Out or FlowDirection.Observed && !f.IsKeyed).Select(f => f.Code).ToList();
        var registry = await SeededAsync();
        var watched = (from flow in flows from point in WayOut select (Point: point, Flow: flow)).ToList();
        watched.ForEach(w => signals.Raise(w.Point, w.Flow));
        using var term = RegistryProcess.StartVerb(Environment(), "partners", "--registry", Address(ports.Registry), "--database", File, "--port", Word(ports.Systems), "--patience", "900", "--setup");
        var kills = 0;
        while (!term.HasExited)
        {
            await Task.WhenAny(term.DeadAsync(), registry.DeadAsync());
            if (registry.HasExited)
            {
                registry.Dispose();
                registry = await StartAsync();
                kills++;
            }
        }

        registry.Dispose();
        var spared = watched.Where(w => signals.IsUp(w.Point, w.Flow)).Select(w => $"{w.Flow} {w.Point}").ToList();
        LongFaults.Tell(output, $"Every outgoing flow, killed before and after the send of its first message: {kills} kills on {flows.Count} flows; {term.Said.Split(System.Environment.NewLine).Last(l => l.Length > 0)}");
        Assert.True(term.ExitCode == 0, term.Said);
        Assert.Empty(spared);
        // messages of two flows may meet the same death
        Assert.InRange(kills, flows.Count, watched.Count);
    }

    private string File => Path.Combine(folder, "registry.db");

    private static string Address(int port) => $"http://127.0.0.1:{Word(port)}";

    private static string Word(int number) => number.ToString(CultureInfo.InvariantCulture);

    private Dictionary<string, string> Environment() => new(plan.Environment())
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development", ["Hub__DropFolder"] = Path.Combine(folder, "hub"), ["Hub__AllowedHosts__0"] = $"127.0.0.1:{Word(ports.Systems)}",
    };

    private async Task<RegistryProcess> StartAsync(params (string Key, string Value)[] settings)
    {
        var process = RegistryProcess.Start(File, settings.Append(("urls", Address(ports.Registry))).ToDictionary(), Environment());
        await process.AddressAsync();
        return process;
    }

    /// <summary>A registry with the small demo institution in it.</summary>
    private async Task<RegistryProcess> SeededAsync()
    {
        var process = await StartAsync(("Demo:Seed", "true"), ("Demo:Preset", "small"));
        await using var connection = new SqliteConnection($"Data Source={File};Default Timeout=60");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT State || ' ' || COALESCE(Result, '') FROM JobRequest ORDER BY Id LIMIT 1";
        using var end = new CancellationTokenSource(Patience);
        while (await command.ExecuteScalarAsync(end.Token) as string is var state && state?.StartsWith("Succeeded", StringComparison.Ordinal) != true)
        {
            Assert.False(state?.StartsWith("Failed", StringComparison.Ordinal), state);
            await Task.Delay(500, end.Token);
        }

        return process;
    }
}
