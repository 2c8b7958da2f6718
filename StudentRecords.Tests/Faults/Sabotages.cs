using Microsoft.Data.Sqlite;
using StudentRecords.Tests.Faults.Inside;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Faults;

/// <summary>Each guard taken away for a few messages that bear its name, with the one fault that it guards against.</summary>
internal static class Sabotages
{
    /// <summary>What the oracle must say of a guard that was taken away.</summary>
    public static readonly IReadOnlyDictionary<Guard, Law> Breaks = new Dictionary<Guard, Law>
    {
        [Guard.AcknowledgeAfterCommit] = Law.NothingIsLost,
        [Guard.Dedupe] = Law.NothingIsDoubled,
        [Guard.OneTransaction] = Law.EverythingIsTold,
        [Guard.SendBeforeMark] = Law.FarSystemsAgree,
        [Guard.StableId] = Law.FarSystemsAgree,
    };

    public static string Word(Guard guard) => $"without-{guard}";

    public static async Task AllAsync(FaultScene scene, RegistryProcess process)
    {
        process = await KilledAsync(scene, process, Guard.AcknowledgeAfterCommit, KillPoint.BeforeCommit, (name, student) => Saying.Payment(name, student, 1m));
        process = await KilledAsync(scene, process, Guard.OneTransaction, KillPoint.AfterCommit, Saying.HoldPlaced);
        await KilledAsync(scene, process, Guard.SendBeforeMark, KillPoint.BeforeSend, (name, _) => Saying.Batch(name, name, 1));
        await ForgetfulAsync(scene);
        await UnderNewIdsAsync(scene);
    }

    private static async Task<RegistryProcess> KilledAsync(FaultScene scene, RegistryProcess process, Guard guard, KillPoint point, Func<string, string, Saying> say)
    {
        // nothing else is on its way that could meet the fault
        await scene.DrainAsync();
        scene.Signals.Raise(Signals.Without(guard));
        scene.Signals.Raise(point);
        var said = Task.WhenAll(scene.Students.Take(4).Select((student, i) => scene.Senders.SayAsync(say($"{Word(guard)}-{i}", student))));
        await scene.BuryAsync(process);
        scene.Signals.Lower(Signals.Without(guard));
        var next = await scene.StartAsync();
        await said;
        return next;
    }

    private static async Task ForgetfulAsync(FaultScene scene)
    {
        await scene.DrainAsync();
        await LetTwoPaymentsBearOneKeyAsync(scene.Registry.File);
        scene.Signals.Raise(Signals.Without(Guard.Dedupe));
        var paid = Saying.Payment($"{Word(Guard.Dedupe)}-0", scene.Students[0], 7m);
        await scene.Senders.SayAsync(paid);
        await scene.Senders.SayAsync(paid);
        scene.Signals.Lower(Signals.Without(Guard.Dedupe));
    }

    /// <summary>The store's own guard stands behind the hub's.</summary>
    public static async Task LetTwoPaymentsBearOneKeyAsync(string file)
    {
        await using var connection = new SqliteConnection($"Data Source={file}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "DROP INDEX IX_Payment_Key";
        await command.ExecuteNonQueryAsync();
    }

    private static async Task UnderNewIdsAsync(FaultScene scene)
    {
        scene.Signals.Raise(Signals.Without(Guard.StableId));
        await scene.Senders.SayAsync(Saying.Batch($"{Word(Guard.StableId)}-0", Word(Guard.StableId), 1));
        await scene.DrainAsync();
        scene.Signals.Lower(Signals.Without(Guard.StableId));
    }
}
