using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Quarantine;

/// <summary>Tries messages again whose wait is over: after a passing fault, or because what they were parked for was done by hand.</summary>
internal sealed class InboxSweep(IDbContextFactory<RegistryDbContext> store, HubDoor door, TimeProvider clock, IConfiguration configuration, ILogger<InboxSweep> log)
    : HubPump(TimeSpan.FromSeconds(5), configuration, log)
{
    private const int AtOnce = 500;

    internal override async Task BeatAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await store.CreateDbContextAsync(ct);
        var due = await db.Set<InboxMessage>().AsNoTracking().Where(m => (m.State == InboxState.Accepted || m.State == InboxState.Parked) && m.NextAttemptAt <= now)
            .OrderBy(m => m.NextAttemptAt).ThenBy(m => m.Id).Take(AtOnce).ToListAsync(ct);
        if (due.Count > 0)
        {
            await door.AgainAsync(due, ct);
        }
    }
}
