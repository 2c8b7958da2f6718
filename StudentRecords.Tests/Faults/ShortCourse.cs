using System.Diagnostics;
using StudentRecords.Tests.Faults.Inside;

namespace StudentRecords.Tests.Faults;

/// <summary>Every fault once, on one database: first those that the hub must bear, then its guards taken away one after the other, so that the oracle is seen to notice.</summary>
public sealed class ShortCourse : IAsyncLifetime
{
    private const int Some = 30;
    private static readonly KillPoint[] Points = [KillPoint.MidApply, KillPoint.AfterCommit, KillPoint.AfterSend];
    private static readonly TimeSpan LockHeld = TimeSpan.FromSeconds(2);

    private readonly List<string> laps = [];

    /// <summary>After the faults that it must bear.</summary>
    internal Verdict Borne { get; private set; } = null!;

    /// <summary>After its guards were taken away.</summary>
    internal Verdict Unguarded { get; private set; } = null!;

    internal FullDisk Full { get; private set; } = null!;

    internal HeldLock Locked { get; private set; } = null!;

    internal int Kills { get; private set; }

    /// <summary>What came of it, to be read by whoever measures.</summary>
    internal string Told => $"{Kills} kills; {Borne}{Environment.NewLine}{string.Join(", ", laps)}";

    public async Task InitializeAsync()
    {
        var watch = Stopwatch.StartNew();
        void Lap(string phase)
        {
            laps.Add($"{phase} {watch.Elapsed.TotalSeconds:0.0} s");
            watch.Restart();
        }

        await using var scene = await FaultScene.MakeAsync();
        Lap("scene");
        var process = await scene.StartAsync();
        Lap("start");
        var said = 0;
        foreach (var point in Points)
        {
            process = await scene.KillAtAsync(point, process, scene.Say("a", said, Some));
            said += Some;
            Lap($"killed {point}");
        }

        await scene.Far.DieAsync();
        await scene.Senders.SayAsync(scene.Say("a", said, Some));
        await scene.Far.ComeBackAsync();
        Lap("far system dead");
        Full = await FullDisk.ComeAndGoAsync(scene);
        Lap("store full");
        Locked = await HeldLock.HoldAsync(scene, LockHeld);
        Lap("store locked");
        await scene.DrainAsync();
        Lap("drained");
        (Borne, Kills) = (await scene.JudgeAsync(), scene.Kills);

        Lap("judged");
        await Sabotages.AllAsync(scene, process);
        await scene.DrainAsync();
        Unguarded = await scene.JudgeAsync();
        Lap("without guards");
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
