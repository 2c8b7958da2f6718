using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Variation;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Work;

namespace StudentRecords.Infrastructure.Integration;

/// <summary>Messages that only a person can move, on flows that run here: quarantined on the way in, dead on the way out.</summary>
internal sealed class StuckMessages(IDbContextFactory<RegistryDbContext> store) : IWorkSource
{
    public async Task<IReadOnlyList<WaitingWork>> WaitingAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.May(Room.FlowMessages, Level.Change))
        {
            return [];
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var resting = (await LocalReading.TermsAsync(db, ct)).Resting;
        var quarantined = await db.Set<InboxMessage>().CountAsync(m => m.State == InboxState.Quarantined && !resting.Contains(m.Flow), ct);
        var dead = await db.Set<OutboxMessage>().CountAsync(m => m.State == OutboxState.Dead && !resting.Contains(m.Flow), ct);
        return
        [
            new WaitingWork(quarantined, "message in quarantine", "messages in quarantine", "/flows/quarantine", IsUrgent: true),
            new WaitingWork(dead, "outgoing message that could not be delivered", "outgoing messages that could not be delivered", "/flows/outbox?f.state=Dead", IsUrgent: true),
        ];
    }
}
