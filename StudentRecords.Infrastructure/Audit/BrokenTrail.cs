using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Jobs;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Work;

namespace StudentRecords.Infrastructure.Audit;

/// <summary>The trail did not hold together when it was last verified: for all who may see it.</summary>
internal sealed class BrokenTrail(IDbContextFactory<RegistryDbContext> store) : IWorkSource
{
    public async Task<IReadOnlyList<WaitingWork>> WaitingAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.May(Room.AuditTrail, Level.See))
        {
            return [];
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var last = await db.Set<JobRequest>().AsNoTracking().Where(j => j.Kind == nameof(VerifyTrailJob) && j.State == JobState.Succeeded).OrderByDescending(j => j.RequestedAt).Select(j => j.Result).FirstOrDefaultAsync(ct);
        var broken = last?.StartsWith(VerifyTrailJob.Broken, StringComparison.Ordinal) == true;
        return [new WaitingWork(broken ? 1 : 0, "break in the audit trail", "breaks in the audit trail", "/audit/verification", IsUrgent: true)];
    }
}
