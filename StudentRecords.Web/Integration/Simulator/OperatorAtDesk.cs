using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Reconciling;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Integration.Quarantine;
using StudentRecords.Infrastructure.Integration.Reconciling;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Web.Integration.Simulator;

/// <summary>The operator's part of a term: an empty desk at its beginning, and a decision on whatever was quarantined as meant. What was not meant stays, and is found as drift.</summary>
internal sealed class OperatorAtDesk(IServiceProvider services, PartnerSetup setup)
{
    /// <summary>Sets aside what came in before the term and cannot be applied, sends again what was given up, and settles earlier comparisons; says how many of each.</summary>
    public async Task<(int SetAside, int SentAgain, int Settled)> ClearAsync(CancellationToken ct)
    {
        await using var db = await StoreAsync(ct);
        var waiting = await db.Set<InboxMessage>().AsNoTracking().Where(m => m.State == InboxState.Quarantined || m.State == InboxState.Parked).OrderBy(m => m.Id).Select(m => m.Id).ToListAsync(ct);
        var dead = await db.Set<OutboxMessage>().AsNoTracking().Where(m => m.State == OutboxState.Dead).OrderBy(m => m.Id).Select(m => m.Id).ToListAsync(ct);
        foreach (var id in waiting)
        {
            await SetAsideAsync(id, "The desk is cleared before the term; the sender was told", ct);
        }

        foreach (var id in dead)
        {
            await services.GetRequiredService<OutboxService>().SendAgainAsync(id, setup.Change("SendAgain", "The receiver is back"), ct);
        }

        var apart = await db.Set<ReconciliationRun>().AsNoTracking().Where(r => r.State == ReconciliationState.Drift || r.State == ReconciliationState.Differs).Select(r => r.Id).ToListAsync(ct);
        foreach (var run in apart)
        {
            await services.GetRequiredService<ReconciliationService>().SettleAsync(run, setup.Change("SettleDrift", "The sides are compared anew when the term ends"), ct);
        }

        return (waiting.Count, dead.Count, apart.Count);
    }

    /// <summary>Sets aside what its senders wrote wrongly on purpose; says how many messages.</summary>
    public async Task<int> DecideAsync(IReadOnlyCollection<(string Source, string MessageId)> meant, CancellationToken ct)
    {
        await using var db = await StoreAsync(ct);
        var held = await db.Set<InboxMessage>().AsNoTracking().Where(m => m.State == InboxState.Quarantined).Select(m => new { m.Id, m.Source, m.MessageId }).ToListAsync(ct);
        var decided = held.Where(m => meant.Contains((m.Source, m.MessageId.Split("#conflict-")[0]))).ToList();
        foreach (var message in decided)
        {
            await SetAsideAsync(message.Id, "The sender meant it to be refused", ct);
        }

        return decided.Count;
    }

    private Task SetAsideAsync(long id, string because, CancellationToken ct) => services.GetRequiredService<QuarantineService>().SetAsideAsync(id, setup.Change("SetAside", because), ct);

    private Task<RegistryDbContext> StoreAsync(CancellationToken ct) => services.GetRequiredService<IDbContextFactory<RegistryDbContext>>().CreateDbContextAsync(ct);
}
