using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Funding;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Work;

namespace StudentRecords.Infrastructure.Funding;

/// <summary>Charge runs that wait for a second person or for their release.</summary>
internal sealed class MoneyWaiting(IDbContextFactory<RegistryDbContext> store) : IWorkSource
{
    public async Task<IReadOnlyList<WaitingWork>> WaitingAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.May(Room.Money, Level.Decide))
        {
            return [];
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var toApprove = await db.Set<ChargeRun>().CountAsync(r => r.State == ChargeRunState.Prepared && r.PreparedBy != caller.Name, ct);
        var toRelease = await db.Set<ChargeRun>().CountAsync(r => r.State == ChargeRunState.Approved, ct);
        return
        [
            new WaitingWork(toApprove, "charge run to approve", "charge runs to approve", $"/charge-runs?f.state={ChargeRunState.Prepared}"),
            new WaitingWork(toRelease, "charge run to release to Finance", "charge runs to release to Finance", $"/charge-runs?f.state={ChargeRunState.Approved}"),
        ];
    }
}
