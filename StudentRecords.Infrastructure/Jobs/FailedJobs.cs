using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Jobs;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Work;

namespace StudentRecords.Infrastructure.Jobs;

/// <summary>Jobs that failed for good: for those who may run them again.</summary>
internal sealed class FailedJobs(IDbContextFactory<RegistryDbContext> store) : IWorkSource
{
    public async Task<IReadOnlyList<WaitingWork>> WaitingAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.May(Room.JobRequests, Level.Change))
        {
            return [];
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var failed = await db.Set<JobRequest>().CountAsync(j => j.State == JobState.Failed, ct);
        return [new WaitingWork(failed, "job failed", "jobs failed", "/jobs?f.state=Failed", IsUrgent: true)];
    }
}
