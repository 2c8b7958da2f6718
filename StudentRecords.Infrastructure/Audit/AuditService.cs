using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Audit;

/// <summary>Asks for the trail to be verified. Everybody who may see the trail may ask: it changes nothing.</summary>
public sealed class AuditService(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>The id of the job; of the one already under way, if one is.</summary>
    public async Task<long> RequestVerificationAsync(ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.AuditTrail, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var request = await JobQueue.RequestAsync<VerifyTrailJob>(db, new { }, nameof(VerifyTrailJob), change.Caller.Name, change.At, ct);
        await db.SaveChangesAsync(ct);
        return request.Id;
    }
}
