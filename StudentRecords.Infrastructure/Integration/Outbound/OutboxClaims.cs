using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Telling;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Outbound;

/// <summary>
/// Takes the head of each lane to a destination: the first message that is neither delivered nor set aside, if it is due. Chosen
/// by state and never by "id greater than last seen", so that nothing committed late is passed over.
/// </summary>
internal static class OutboxClaims
{
    /// <summary>A sender that is silent for so long is taken for dead.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(3);

    /// <summary>Claims up to <paramref name="most"/> heads and gives them, tracked.</summary>
    public static async Task<List<OutboxMessage>> TakeAsync(RegistryDbContext db, string destination, int most, DateTimeOffset now, CancellationToken ct)
    {
        var ids = await Heads(db.Set<OutboxMessage>(), destination, now).Where(m => !db.Set<LocalFlow>().Any(f => f.Flow == m.Flow && f.PausedBecause != null)).OrderBy(m => m.NextAttemptAt).ThenBy(m => m.Id).Take(most).Select(m => m.Id).ToListAsync(ct);
        if (ids.Count == 0)
        {
            return [];
        }

        var (sender, until) = (Guid.NewGuid().ToString("N"), now + Length);
        await db.Set<OutboxMessage>()
            .Where(m => ids.Contains(m.Id) && m.State == OutboxState.Unsent && (m.ClaimedUntil == null || m.ClaimedUntil < now))
            // a sender that died with it in hand may have sent it: that was an attempt
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.Attempts, m => m.ClaimedUntil == null ? m.Attempts : m.Attempts + 1).SetProperty(m => m.MayHaveLeft, m => m.MayHaveLeft || m.ClaimedUntil != null).SetProperty(m => m.ClaimedBy, sender).SetProperty(m => m.ClaimedUntil, until), ct);
        return await db.Set<OutboxMessage>().Where(m => m.ClaimedBy == sender).OrderBy(m => m.Id).ToListAsync(ct);
    }

    /// <summary>Saves what became of claimed messages; one that somebody took from us meanwhile is left as they left it.</summary>
    public static async Task SaveAsync(RegistryDbContext db, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await db.SaveChangesAsync(ct);
                return;
            }
            catch (DbUpdateConcurrencyException e)
            {
                foreach (var taken in e.Entries)
                {
                    taken.State = EntityState.Detached;
                }
            }
        }
    }

    /// <summary>Of what is told whole each time, withdraws every word in a lane that has a newer one waiting behind it.</summary>
    public static Task<int> WithdrawOvertakenAsync(RegistryDbContext db, string destination, string flow, string type, CancellationToken ct)
    {
        var waiting = db.Set<OutboxMessage>().Where(m => m.Destination == destination && m.State == OutboxState.Unsent && m.Flow == flow && m.Type == type);
        return waiting.Where(m => m.ClaimedUntil == null && waiting.Any(n => n.Aggregate == m.Aggregate && n.Sequence > m.Sequence))
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.State, OutboxState.Withdrawn).SetProperty(m => m.LastError, LatestGate.Overtaken), ct);
    }

    private static IQueryable<OutboxMessage> Heads(IQueryable<OutboxMessage> outbox, string destination, DateTimeOffset now) => outbox
        .Where(m => m.Destination == destination && m.State == OutboxState.Unsent && m.NextAttemptAt <= now && (m.ClaimedUntil == null || m.ClaimedUntil < now))
        .Where(m => !outbox.Any(e => e.Destination == m.Destination && e.Aggregate == m.Aggregate && e.Sequence < m.Sequence && (e.State == OutboxState.Unsent || e.State == OutboxState.Dead)));
}
