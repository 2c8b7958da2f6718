using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Tests.Faults.Inside;

namespace StudentRecords.Tests.Faults;

/// <summary>The disk fills while messages come, and has room again.</summary>
/// <param name="Refused">How often the senders were told to come back later.</param>
/// <param name="AcknowledgedWithoutRow">Acknowledged while it was full, and not in the inbox.</param>
internal sealed record FullDisk(int Refused, int AcknowledgedWithoutRow)
{
    private const int Enough = 5;

    public static Task<FullDisk> ComeAndGoAsync(FaultScene scene) => UntilAsync(scene, scene.Say("full", 0, 150), () => scene.Signals.Raise(Signals.StoreFull), () => scene.Signals.Lower(Signals.StoreFull));

    /// <summary>The same on a disk of any kind.</summary>
    /// <param name="scene">The hub.</param>
    /// <param name="sayings">More than there is room for.</param>
    /// <param name="fill">Takes the room.</param>
    /// <param name="clear">Gives it back.</param>
    public static async Task<FullDisk> UntilAsync(FaultScene scene, IEnumerable<Saying> sayings, Action fill, Action clear)
    {
        var before = scene.Ledger.ComeBackLater;
        fill();
        var said = scene.Senders.SayAsync(sayings);
        while (scene.Ledger.ComeBackLater < before + Enough && !said.IsCompleted)
        {
            await Task.Delay(10);
        }

        var acknowledged = scene.Ledger.Acknowledged.Keys.ToList();
        var held = (await scene.Registry.ReadAsync(db => db.Set<InboxMessage>().Select(m => m.MessageId).ToListAsync())).ToHashSet();
        clear();
        await said;
        return new FullDisk(scene.Ledger.ComeBackLater - before, acknowledged.Count(id => !held.Contains(id)));
    }
}
