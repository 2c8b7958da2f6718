using System.Diagnostics;
using StudentRecords.Tests.Support;
using Xunit.Abstractions;

namespace StudentRecords.Tests.Faults.Long;

/// <summary>A disk that fills up and a lock that is held for half a minute, at their real size.</summary>
[Collection(LongFaults.Name)]
public sealed class StoreFaultTests(ITestOutputHelper output)
{
    private const int SmallMegabytes = 10;
    private static readonly TimeSpan HalfAMinute = TimeSpan.FromSeconds(30);

    [FactForFaults]
    public async Task DiskThatIsFull_TakesNothing_AndTheHubGoesOnByItselfWhenThereIsRoom()
    {
        var disk = RunFolder.NewFolder();
        var isReal = Run("mount", "-t", "tmpfs", "-o", $"size={SmallMegabytes}m", "tmpfs", disk);
        try
        {
            await using var scene = await FaultScene.MakeAsync(disk: disk);
            await scene.StartAsync();
            var full = isReal
                ? await FullDisk.UntilAsync(scene, scene.Say("full", 0, 8_000), () => { }, () => Assert.True(Run("mount", "-o", "remount,size=400m", disk)))
                : await FullDisk.ComeAndGoAsync(scene);
            await scene.DrainAsync();
            var verdict = await scene.JudgeAsync();
            LongFaults.Tell(output, $"Disk full ({(isReal ? $"a volume of {SmallMegabytes} MB" : "mounting is refused here: the store's own limit")}): {full.Refused} answers of 503, {full.AcknowledgedWithoutRow} acknowledged without a row; {verdict}");
            Assert.True(full.Refused > 0, "the disk did not fill");
            Assert.Equal(0, full.AcknowledgedWithoutRow);
            Assert.Empty(verdict.Breaches);
        }
        finally
        {
            if (isReal)
            {
                Run("umount", "-l", disk);
            }
        }
    }

    [FactForFaults]
    public async Task StoreThatIsLockedForHalfAMinute_RunsNothingTwice_AndCatchesUp()
    {
        await using var scene = await FaultScene.MakeAsync();
        await scene.StartAsync();
        await scene.Senders.SayAsync(scene.Say("before", 0, 60));
        var held = await HeldLock.HoldAsync(scene, HalfAMinute);
        await scene.DrainAsync();
        var verdict = await scene.JudgeAsync();
        LongFaults.Tell(output, $"Store locked for {HalfAMinute.TotalSeconds:0} s: {held.AcknowledgedMeanwhile} acknowledged meanwhile, all {held.CaughtUpIn.TotalSeconds:0.0} s after its end; {verdict}");
        Assert.Equal(0, held.AcknowledgedMeanwhile);
        Assert.Empty(verdict.Breaches);
    }

    /// <summary>False when it may not be done here.</summary>
    private static bool Run(string command, params string[] words)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, words) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // there is no such command
            return false;
        }
    }
}
