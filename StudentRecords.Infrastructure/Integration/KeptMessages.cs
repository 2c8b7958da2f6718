using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration;

/// <summary>Messages that are tried again were read before the writer's turn: which of them has somebody else settled since?</summary>
internal static class KeptMessages
{
    /// <summary>By id, those that have moved on, as they stand now. They are answered and not applied a second time.</summary>
    public static async Task<Dictionary<long, InboxRepeats.Known>> MovedAsync(RegistryDbContext db, IReadOnlyList<Arrival> kept, CancellationToken ct)
    {
        var moved = new Dictionary<long, InboxRepeats.Known>();
        foreach (var some in kept.Chunk(1000))
        {
            var ids = some.Select(a => a.Message.Id).ToList();
            var now = await db.Set<InboxMessage>().AsNoTracking().Where(m => ids.Contains(m.Id)).Select(m => new { m.Id, m.State, m.Attempts }).ToDictionaryAsync(m => m.Id, ct);
            var gone = some.Where(a => now[a.Message.Id].State != a.SeenState || now[a.Message.Id].Attempts != a.SeenAttempts).Select(a => a.Message.Id).ToList();
            foreach (var message in gone.Count == 0 ? [] : await db.Set<InboxMessage>().AsNoTracking().Where(m => gone.Contains(m.Id)).ToListAsync(ct))
            {
                moved[message.Id] = InboxRepeats.Known.From(message);
            }
        }

        return moved;
    }
}
