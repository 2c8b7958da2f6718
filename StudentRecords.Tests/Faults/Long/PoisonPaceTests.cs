using StudentRecords.Tests.Support;
using Xunit.Abstractions;

namespace StudentRecords.Tests.Faults.Long;

/// <summary>A flood in which one message in ten is bad and one lane is stuck: those who send what is good are answered as quickly as without it.</summary>
[Collection(LongFaults.Name)]
public sealed class PoisonPaceTests(ITestOutputHelper output)
{
    private const int Messages = 3_000;
    private const double Allowed = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Noise = TimeSpan.FromMilliseconds(50);

    [FactForFaults]
    public async Task Poison_DoesNotSlowTheOthers()
    {
        await using var scene = await FaultScene.MakeAsync(students: 100);
        scene.Far.Books.IsSteady = true;
        await scene.StartAsync();
        await PaceAsync(scene, "warm", withPoison: false);
        var clean = await PaceAsync(scene, "clean", withPoison: false);
        scene.Far.Books.Refuse("poison-set-0/");
        var poisoned = await PaceAsync(scene, "poison", withPoison: true);
        LongFaults.Tell(output, $"Accepted, 99th of a hundred of {Messages:N0} posts by six senders: {clean.TotalMilliseconds:0} ms, and {poisoned.TotalMilliseconds:0} ms with one in ten bad and a lane stuck");
        Assert.InRange(poisoned, TimeSpan.Zero, (clean * Allowed) + Noise);

        scene.Far.Books.Refuse(null);
        await scene.DrainAsync(Patience);
        Assert.Empty((await scene.JudgeAsync()).Breaches);
    }

    private static async Task<TimeSpan> PaceAsync(FaultScene scene, string word, bool withPoison)
    {
        var before = scene.Ledger.Took.Count;
        await scene.Senders.SayAsync(scene.Say(word, 0, Messages).Where(s => withPoison || s.Effect is not null));
        var took = scene.Ledger.Took.Skip(before).Order().ToList();
        return took[took.Count * 99 / 100];
    }
}
