using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration.Reconciling;
using StudentRecords.Infrastructure.Integration.Variation;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Work;

namespace StudentRecords.Infrastructure.Integration.Reconciling;

/// <summary>Flows on which the record and another system are apart, until somebody mends or settles it.</summary>
internal sealed class StandingDrift(IDbContextFactory<RegistryDbContext> store) : IWorkSource
{
    public async Task<IReadOnlyList<WaitingWork>> WaitingAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.May(Room.FlowMessages, Level.Change))
        {
            return [];
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var resting = (await LocalReading.TermsAsync(db, ct)).Resting;
        var apart = await db.Set<ReconciliationRun>().Where(r => (r.State == ReconciliationState.Differs || r.State == ReconciliationState.Drift) && !resting.Contains(r.Flow)).Select(r => new { r.Flow, r.System }).Distinct().CountAsync(ct);
        return [new WaitingWork(apart, "flow on which another system holds something else", "flows on which another system holds something else", "/flows/reconciliation?f.stands=open")];
    }
}
