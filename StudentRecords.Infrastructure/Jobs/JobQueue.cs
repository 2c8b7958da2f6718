using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Jobs;

/// <summary>Asks for background work in the transaction of the change that needs it.</summary>
public static class JobQueue
{
    /// <summary>
    /// Adds a request to the caller's unit of work. When one with the same dedupe key is queued or running, that one is given
    /// back and nothing is added.
    /// </summary>
    public static async Task<JobRequest> RequestAsync<TJob>(RegistryDbContext db, object arguments, string? dedupeKey, string requestedBy, DateTimeOffset now, CancellationToken ct)
        where TJob : IBackgroundJob
    {
        if (dedupeKey is not null && await db.Set<JobRequest>().FirstOrDefaultAsync(j => j.DedupeKey == dedupeKey && (j.State == JobState.Queued || j.State == JobState.Running), ct) is { } open)
        {
            return open;
        }

        var request = new JobRequest(typeof(TJob).Name, JsonSerializer.Serialize(arguments, JsonSerializerOptions.Web), dedupeKey, requestedBy, now);
        db.Add(request);
        return request;
    }
}
