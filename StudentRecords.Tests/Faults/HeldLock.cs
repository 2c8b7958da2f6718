using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace StudentRecords.Tests.Faults;

/// <summary>Somebody else holds the store's one write lock while messages come.</summary>
/// <param name="AcknowledgedMeanwhile">How many messages were acknowledged while nobody could write.</param>
/// <param name="CaughtUpIn">How long after its end everything had been acknowledged.</param>
internal sealed record HeldLock(int AcknowledgedMeanwhile, TimeSpan CaughtUpIn)
{
    public static async Task<HeldLock> HoldAsync(FaultScene scene, TimeSpan length)
    {
        await using var connection = new SqliteConnection($"Data Source={scene.Registry.File};Default Timeout=60");
        await connection.OpenAsync();
        await using var transaction = connection.BeginTransaction();
        var before = scene.Ledger.Acknowledged.Count;
        var said = scene.Senders.SayAsync(scene.Say($"locked-{before}", 0, 60));
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < length)
        {
            await Task.Delay(20);
        }

        var meanwhile = scene.Ledger.Acknowledged.Count - before;
        await transaction.RollbackAsync();
        watch.Restart();
        await said;
        return new HeldLock(meanwhile, watch.Elapsed);
    }
}
