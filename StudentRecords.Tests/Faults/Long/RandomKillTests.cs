using System.Diagnostics;
using StudentRecords.Tests.Faults.Inside;
using StudentRecords.Tests.Support;
using Xunit.Abstractions;

namespace StudentRecords.Tests.Faults.Long;

/// <summary>The hub killed over and over at any instant or named point, alone or two at once, while the far systems die too and messages come in any order, many of them twice.</summary>
[Collection(LongFaults.Name)]
public sealed class RandomKillTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private int farDeaths;
    private int together;

    private static TimeSpan Length => TimeSpan.FromMinutes(FactForFaultsAttribute.Minutes);

    [FactForFaults]
    public async Task Hub_KilledForAsLongAsAsked_LosesNothingAndDoublesNothing()
    {
        await using var scene = await FaultScene.MakeAsync(students: 200);
        var talk = new Talk(scene, "r");
        var said = talk.GoOnAsync();
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Length)
        {
            await RoundAsync(scene);
        }

        await scene.StartAsync();
        talk.End();
        await said;
        watch.Restart();
        await scene.DrainAsync(Patience);
        var verdict = await scene.JudgeAsync();
        LongFaults.Tell(output, $"Killed at random: {scene.Kills} kills ({together} of two hubs at once), {farDeaths} deaths of the far systems; {verdict}; drained {watch.Elapsed.TotalSeconds:0.0} s after the last start");
        Assert.Empty(verdict.Breaches);
        Assert.True(scene.Kills > 0 && verdict.Acknowledged > 0, "something was said and somebody was killed");
    }

    private async Task RoundAsync(FaultScene scene)
    {
        var process = await scene.StartAsync();
        var second = Chance(5) ? await scene.StartAsync() : null;
        if (Chance(3))
        {
            farDeaths++;
            await scene.Far.DieAsync();
        }

        await Task.Delay(Random.Shared.Next(50, 2000));
        await scene.Far.ComeBackAsync();
        if (second is not null)
        {
            together++;
            await scene.BuryAsync(second, killNow: true);
        }
        else if (Chance(2))
        {
            await DieAtAPointAsync(scene, process);
        }

        await scene.BuryAsync(process, killNow: true);
    }

    /// <summary>Waits a little for the process to come to the point.</summary>
    private static async Task DieAtAPointAsync(FaultScene scene, RegistryProcess process)
    {
        var points = Enum.GetValues<KillPoint>();
        var point = points[Random.Shared.Next(points.Length)];
        scene.Signals.Raise(point);
        for (var waits = 0; waits < 100 && !process.HasExited; waits++)
        {
            await Task.Delay(20);
        }

        scene.Signals.Lower(point.ToString());
    }

    private static bool Chance(int in1) => Random.Shared.Next(in1) == 0;
}
