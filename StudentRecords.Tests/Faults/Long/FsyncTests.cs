using System.Diagnostics;
using StudentRecords.Tests.Faults.Inside;
using StudentRecords.Tests.Support;
using Xunit.Abstractions;

namespace StudentRecords.Tests.Faults.Long;

/// <summary>Loss of power cannot be shown by a kill, which leaves the page cache alone. So the waits for the disk are counted: one message after the other, at least one each before its answer.</summary>
[Collection(LongFaults.Name)]
public sealed class FsyncTests(ITestOutputHelper output)
{
    private const int Messages = 200;

    [FactForFaults("strace")]
    public async Task EveryAcknowledgement_WasPrecededByAWaitForTheDisk_AndWithoutThemTheCountSaysSo()
    {
        await using var scene = await FaultScene.MakeAsync();
        var process = await scene.StartAsync();
        await scene.Senders.SayAsync(scene.Say("warm", 0, 60));
        var waited = await CountAsync(process, () => OneByOneAsync(scene, "synced"));
        var together = await CountAsync(process, () => scene.Senders.SayAsync(scene.Say("together", 0, Messages)));

        scene.Signals.Raise(Signals.DiskNotWaitedFor);
        await scene.Senders.SayAsync(scene.Say("after", 0, 60));
        var without = await CountAsync(process, () => OneByOneAsync(scene, "unsynced"));
        LongFaults.Tell(output, $"Waits for the disk for {Messages} messages: {waited} one by one, {together} several at once; {without} one by one when commits do not wait");
        Assert.InRange(waited, Messages, int.MaxValue);
        Assert.InRange(without, 0, Messages / 10);
    }

    private static async Task OneByOneAsync(FaultScene scene, string word)
    {
        for (var n = 0; n < Messages; n++)
        {
            await scene.Senders.SayAsync(Saying.Payment($"{word}-{n}", scene.Students[n % scene.Students.Count], n + 1));
        }
    }

    /// <summary>How often the process waits for the disk meanwhile.</summary>
    private static async Task<int> CountAsync(RegistryProcess process, Func<Task> meanwhile)
    {
        var file = RunFolder.NewFile(".strace");
        using var strace = Process.Start(new ProcessStartInfo("strace", ["-f", "-e", "trace=fsync,fdatasync", "-o", file, "-p", $"{process.Id}"]) { RedirectStandardError = true })!;
        // it says so when it holds the process
        Assert.Contains("attached", await strace.StandardError.ReadLineAsync(), StringComparison.Ordinal);
        await meanwhile();
        Assert.True(await SignalAsync(strace.Id), "strace could not be ended");
        await strace.StandardError.ReadToEndAsync();
        await strace.WaitForExitAsync();
        return (await File.ReadAllLinesAsync(file)).Count(line => line.Contains("sync(", StringComparison.Ordinal));
    }

    /// <summary>Ends it so that it lets go of the process.</summary>
    private static async Task<bool> SignalAsync(int id)
    {
        using var kill = Process.Start("kill", ["-INT", $"{id}"]);
        await kill.WaitForExitAsync();
        return kill.ExitCode == 0;
    }
}
