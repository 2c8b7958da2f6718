using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Extracts;

/// <summary>Asks for the night's extracts before the night.</summary>
public sealed class ExtractsService(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>The job's id; that of the one that waits or runs already, if there is one.</summary>
    public async Task<long> RequestAsync(ChangeContext change, CancellationToken ct)
    {
        change.Caller.Demand(Room.FlowMessages, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        var job = await JobQueue.RequestAsync<ExtractsJob>(db, new { }, nameof(ExtractsJob), change.Caller.Name, change.At, ct);
        await db.SaveChangesAsync(ct);
        return job.Id;
    }
}
