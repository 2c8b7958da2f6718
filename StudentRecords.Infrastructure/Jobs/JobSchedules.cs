using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Jobs;

/// <summary>A job that comes round by itself.</summary>
/// <param name="Kind">Name of the job class.</param>
/// <param name="Cron">Quartz cron with seconds, in London's time: <c>0 30 2 * * ?</c>.</param>
public sealed record JobSchedule(string Kind, string Cron);

/// <summary>Asks for the jobs that come round by themselves, once for each slot however many processes beat the drum.</summary>
public sealed class JobSchedules(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    public const string Requester = "SCHEDULE";

    public async Task RequestAsync(JobSchedule schedule, DateTimeOffset slot, CancellationToken ct)
    {
        var key = $"{schedule.Kind}@{slot.UtcDateTime:s}";
        await using var db = await store.CreateDbContextAsync(ct);
        if (!await db.Set<JobRequest>().AnyAsync(j => j.DedupeKey == key, ct))
        {
            db.Add(new JobRequest(schedule.Kind, "{}", key, Requester, clock.GetUtcNow()));
            await db.SaveChangesAsync(ct);
        }
    }
}
