using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Variation;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration;

/// <summary>Gives outgoing messages their place in the lane of destination and aggregate. Those of flows that do not run here are kept and not queued.</summary>
internal static class OutboxLanes
{
    public static async Task TakePlacesAsync(RegistryDbContext db, CancellationToken ct)
    {
        var added = db.ChangeTracker.Entries<OutboxMessage>().Where(e => e.State == EntityState.Added).Select(e => e.Entity).OrderBy(m => m.Id).ToList();
        if (added.Count == 0)
        {
            return;
        }

        var last = new Dictionary<(string, string), long>();
        foreach (var aggregates in added.Select(m => m.Aggregate).Distinct().Chunk(1000))
        {
            var lanes = await db.Set<OutboxMessage>().Where(m => aggregates.Contains(m.Aggregate))
                .GroupBy(m => new { m.Destination, m.Aggregate })
                .Select(g => new { g.Key.Destination, g.Key.Aggregate, Last = g.Max(m => m.Sequence) })
                .ToListAsync(ct);
            foreach (var lane in lanes)
            {
                last[(lane.Destination, lane.Aggregate)] = lane.Last;
            }
        }

        foreach (var message in added)
        {
            var lane = (message.Destination, message.Aggregate);
            message.TakePlace(last[lane] = last.GetValueOrDefault(lane) + 1);
        }

        var resting = (await LocalReading.TermsAsync(db, ct)).Resting;
        foreach (var message in added.Where(m => m.State == OutboxState.Unsent && resting.Contains(m.Flow)))
        {
            message.SetAside(LocalReading.Resting(message.Flow));
        }
    }
}
