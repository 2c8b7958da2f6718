using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Jobs;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Jobs;

/// <summary>Asks for background work by hand, stops it and runs it again. Areas that need a job as part of a change use <see cref="JobQueue"/>.</summary>
public sealed class JobService(IDbContextFactory<RegistryDbContext> store)
{
    private static readonly Refusal Unknown = new("JOB_UNKNOWN", "There is no such job.");

    /// <summary>The id of the new request, or of the open one with the same dedupe key.</summary>
    public async Task<long> RequestAsync<TJob>(object arguments, string? dedupeKey, ChangeContext change, CancellationToken ct)
        where TJob : IBackgroundJob
    {
        change.Caller.Demand(Room.JobRequests, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        var request = await JobQueue.RequestAsync<TJob>(db, arguments, dedupeKey, change.Caller.Name, change.At, ct);
        await db.SaveChangesAsync(ct);
        return request.Id;
    }

    /// <summary>A queued job is cancelled at once, a running one at its next report. Everybody may cancel what they asked for.</summary>
    public Task<Outcome> CancelAsync(long id, ChangeContext change, CancellationToken ct) =>
        DecideAsync(id, "cancelled", j => j.AskToCancel(change.At), change.For("CancelJob"), ct);

    /// <summary>Runs a failed or cancelled job again from its checkpoint.</summary>
    public Task<Outcome> RetryAsync(long id, ChangeContext change, CancellationToken ct) =>
        DecideAsync(id, "run again", j => j.Retry(change.At), change.For("RetryJob"), ct);

    private async Task<Outcome> DecideAsync(long id, string did, Func<JobRequest, Outcome> decide, ChangeContext change, CancellationToken ct)
    {
        for (var turn = 1; ; turn++)
        {
            await using var db = await store.CreateDbContextAsync(ct);
            await using var transaction = await db.BeginAsync(ct);
            var job = await db.Set<JobRequest>().SingleOrDefaultAsync(j => j.Id == id, ct);
            if (job is null || job.RequestedBy != change.Caller.Name)
            {
                change.Caller.Demand(Room.JobRequests, Level.Change);
            }

            var outcome = job is null ? Outcome.Refused(Unknown) : decide(job);
            if (!outcome.Succeeded)
            {
                return outcome;
            }

            await AuditTrail.TellAsync(db, change, nameof(JobRequest), id, JsonSerializer.Serialize(new[] { new { row = nameof(JobRequest), id, did, set = new { job!.Kind } } }), ct);
            try
            {
                await db.SaveAsync(change, ct);
                await transaction.CommitAsync(ct);
                return outcome;
            }
            catch (DbUpdateConcurrencyException) when (turn < 5)
            {
                // the runner reported at this very moment: look again
            }
        }
    }
}
