using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Quarantine;

/// <summary>Hands messages over to people that have waited for a week for something which never came. Each is tried once more before.</summary>
internal sealed class LongParkedJob(IDbContextFactory<RegistryDbContext> store, HubDoor door, TimeProvider clock) : IBackgroundJob
{
    public static readonly TimeSpan Patience = TimeSpan.FromDays(7);

    private const int AtOnce = 500;

    public async Task<string> ExecuteAsync(JobRun run, CancellationToken ct)
    {
        var before = clock.GetUtcNow() - Patience;
        var (last, tried, given) = (0L, 0, 0);
        while (true)
        {
            await using var db = await store.CreateDbContextAsync(ct);
            var parked = await db.Set<InboxMessage>().AsNoTracking().Where(m => m.State == InboxState.Parked && m.ReasonCode != Disposition.Paused && m.ReceivedAt < before && m.Id > last)
                .OrderBy(m => m.Id).Take(AtOnce).ToListAsync(ct);
            if (parked.Count == 0)
            {
                return tried == 0 ? "Nothing has waited for a week." : $"{tried} messages had waited for a week: {tried - given} found their place, {given} are quarantined.";
            }

            await door.AgainAsync(parked, ct);
            var ids = parked.Select(m => m.Id).ToList();
            var waiting = await db.Set<InboxMessage>().AsNoTracking().Where(m => ids.Contains(m.Id) && m.State == InboxState.Parked).ToListAsync(ct);
            foreach (var alike in waiting.GroupBy(m => Fingerprint.Of(m.Flow, m.Type, m.ReasonCode ?? "", m.Reason, m.Raw), m => m.Id))
            {
                var those = alike.ToList();
                given += await db.Set<InboxMessage>().Where(m => those.Contains(m.Id) && m.State == InboxState.Parked)
                    .ExecuteUpdateAsync(s => s.SetProperty(m => m.State, InboxState.Quarantined).SetProperty(m => m.Fingerprint, alike.Key).SetProperty(m => m.NextAttemptAt, (DateTimeOffset?)null), ct);
            }

            (last, tried) = (parked[^1].Id, tried + parked.Count);
            await run.ReportAsync(50, $"{tried} tried", ct: ct);
        }
    }
}
