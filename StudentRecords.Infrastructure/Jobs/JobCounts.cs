using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Jobs;

/// <summary>How much is at work in the background.</summary>
public readonly record struct JobCount(int Running, int Waiting);

/// <summary>The figure in the top bar: asked by every open page, so counted once for all of them every few seconds.</summary>
public sealed class JobCounts(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    private static readonly TimeSpan HeldFor = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim one = new(1);
    private JobCount held;
    private DateTimeOffset until;

    public async Task<JobCount> CountAsync(Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.JobRequests, Level.See);
        await one.WaitAsync(ct);
        try
        {
            if (clock.GetUtcNow() >= until)
            {
                await using var db = await store.CreateDbContextAsync(ct);
                var counts = await db.Set<JobRequest>().AsNoTracking().Where(j => j.State == JobState.Running || j.State == JobState.Queued)
                    .GroupBy(j => j.State).Select(g => new { g.Key, Number = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Number, ct);
                held = new JobCount(counts.GetValueOrDefault(JobState.Running), counts.GetValueOrDefault(JobState.Queued));
                until = clock.GetUtcNow() + HeldFor;
            }

            return held;
        }
        finally
        {
            one.Release();
        }
    }
}
