using StudentRecords.Tests.Faults.Inside;
using StudentRecords.Tests.Support;
using Xunit.Abstractions;

namespace StudentRecords.Tests.Faults.Long;

/// <summary>A hub without one of its guards under the whole conversation, killed a few times: the oracle must say so.</summary>
[Collection(LongFaults.Name)]
public sealed class SabotageTests(ITestOutputHelper output)
{
    private const int Kills = 4;
    private const int SaidBeforeEach = 60;

    /// <summary>Where it hurts to be killed without the guard; for those that are not here it hurts anywhere.</summary>
    private static readonly Dictionary<Guard, KillPoint> Where = new()
    {
        [Guard.AcknowledgeAfterCommit] = KillPoint.BeforeCommit,
        [Guard.OneTransaction] = KillPoint.AfterCommit,
        [Guard.SendBeforeMark] = KillPoint.BeforeSend,
    };

    [FactForFaults]
    public async Task HubWithoutAnyOneOfItsGuards_IsFoundOut()
    {
        var unnoticed = new List<string>();
        foreach (var guard in Enum.GetValues<Guard>())
        {
            var verdict = await WithoutAsync(guard);
            LongFaults.Tell(output, $"Without {guard}: {string.Join(", ", verdict.Breaches.CountBy(b => b.Law).Select(l => $"{l.Key} broken {l.Value} times"))}");
            if (verdict.Of(Sabotages.Breaks[guard]) == 0)
            {
                unnoticed.Add($"{guard}: {verdict}");
            }
        }

        Assert.Empty(unnoticed);
    }

    private static async Task<Verdict> WithoutAsync(Guard guard)
    {
        await using var scene = await FaultScene.MakeAsync(students: 100);
        if (guard == Guard.Dedupe)
        {
            await Sabotages.LetTwoPaymentsBearOneKeyAsync(scene.Registry.File);
        }

        scene.Signals.Raise(Signals.Without(guard));
        var talk = new Talk(scene, "s");
        var said = talk.GoOnAsync();
        for (var kill = 0; kill < Kills; kill++)
        {
            var process = await scene.StartAsync();
            await AcknowledgedAsync(scene, SaidBeforeEach, process);
            if (Where.TryGetValue(guard, out var point))
            {
                scene.Signals.Raise(point);
                await scene.BuryAsync(process);
            }
            else
            {
                await scene.BuryAsync(process, killNow: true);
            }
        }

        scene.Signals.Lower(Signals.Without(guard));
        await scene.StartAsync();
        talk.End();
        await said;
        await scene.DrainAsync();
        return await scene.JudgeAsync();
    }

    private static async Task AcknowledgedAsync(FaultScene scene, int more, RegistryProcess process)
    {
        var enough = scene.Ledger.Acknowledged.Count + more;
        while (scene.Ledger.Acknowledged.Count < enough && !process.HasExited)
        {
            await Task.Delay(10);
        }
    }
}
