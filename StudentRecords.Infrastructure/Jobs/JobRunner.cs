using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StudentRecords.Domain.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Jobs;

/// <summary>Takes due jobs from the table and runs them, at most <see cref="Lanes"/> at a time, over and over through its retry ladder.</summary>
public sealed class JobRunner(IDbContextFactory<RegistryDbContext> store, IServiceScopeFactory scopes, JobKinds kinds, TimeProvider clock, ILogger<JobRunner> log)
{
    public const int Lanes = 2;

    /// <summary>How long after the first, second … failed run the next one follows; after the last there is none.</summary>
    public static readonly IReadOnlyList<TimeSpan> Ladder = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)];

    private readonly ConcurrentDictionary<long, (JobLease Lease, Task Run)> running = new();
    private readonly SemaphoreSlim pumping = new(1);
    private bool stopping;

    /// <summary>Keeps hold of what runs and starts what is due as far as lanes are free; does not wait for the jobs to end.</summary>
    public async Task PumpAsync(CancellationToken ct)
    {
        await pumping.WaitAsync(ct);
        try
        {
            foreach (var (lease, _) in running.Values)
            {
                await lease.KeepAsync(ct);
            }

            while (!stopping && running.Count < Lanes && await ClaimAsync(ct) is { } lease)
            {
                var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                running[lease.Job.Id] = (lease, RunInLaneAsync(lease, begin.Task));
                begin.SetResult();
            }
        }
        finally
        {
            pumping.Release();
        }
    }

    /// <summary>Runs the next due job to the end of its run. False when nothing is due.</summary>
    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        if (await ClaimAsync(ct) is not { } lease)
        {
            return false;
        }

        using (lease)
        {
            await RunAsync(lease);
        }

        return true;
    }

    /// <summary>Stops every run and puts its job back, to go on from its checkpoint at the next start.</summary>
    public async Task StopAsync()
    {
        stopping = true;
        List<(JobLease Lease, Task Run)> runs;
        // a run that ends meanwhile gives up its lease only when this is through
        await pumping.WaitAsync();
        try
        {
            runs = [.. running.Values];
            await Task.WhenAll(runs.Select(r => r.Lease.StopAsync()));
        }
        finally
        {
            pumping.Release();
        }

        await Task.WhenAll(runs.Select(r => r.Run));
    }

    private async Task<JobLease?> ClaimAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var mine = running.Keys.ToArray();
        await using var db = await store.CreateDbContextAsync(ct);
        var due = await db.Set<JobRequest>()
            .Where(j => ((j.State == JobState.Queued && j.NextAt <= now) || (j.State == JobState.Running && j.LeaseUntil < now)) && !mine.Contains(j.Id))
            .OrderBy(j => j.NextAt).ThenBy(j => j.Id).Take(10)
            .ToListAsync(ct);
        foreach (var job in due)
        {
            TakeOn(job, now);
            try
            {
                await db.SaveChangesAsync(ct);
            }
            catch (DbUpdateConcurrencyException)
            {
                // another runner was quicker: the row's state and lease are in the UPDATE's condition
                db.Entry(job).State = EntityState.Detached;
                continue;
            }

            if (job.State == JobState.Running)
            {
                return new JobLease(store, clock, job);
            }
        }

        return null;
    }

    private void TakeOn(JobRequest job, DateTimeOffset now)
    {
        if (job.CancelAsked)
        {
            job.Cancelled(now);
        }
        else if (kinds.Find(job.Kind) is null)
        {
            job.Fail($"This version of the record has no job called {job.Kind}.", null, now);
        }
        else if (job.Attempts > Ladder.Count)
        {
            job.Fail($"The process ended in the middle of the run {job.Attempts} times; see the log before running it again.", null, now);
        }
        else
        {
            job.Start(now, JobLease.Length);
        }
    }

    private async Task RunInLaneAsync(JobLease lease, Task begin)
    {
        // not before the lane is taken, so that even the shortest job finds itself there and leaves it
        await begin;
        try
        {
            await RunAsync(lease);
        }
        catch (Exception e)
        {
            // the ending could not be written; the lease runs out and the job is taken over from its checkpoint
            log.LogError(e, "The end of job {Kind} {Id} could not be written", lease.Job.Kind, lease.Job.Id);
        }
        finally
        {
            running.TryRemove(lease.Job.Id, out _);
            await pumping.WaitAsync();
            lease.Dispose();
            pumping.Release();
        }
    }

    private async Task RunAsync(JobLease lease)
    {
        var request = lease.Job;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var job = (IBackgroundJob)scope.ServiceProvider.GetRequiredService(kinds.Find(request.Kind)!);
            var run = new JobRun(request.Id, request.Kind, request.Arguments, request.Checkpoint, request.RequestedBy, clock, lease.ReportAsync);
            var result = await job.ExecuteAsync(run, lease.Stopped);
            await lease.EndAsync(j => j.Succeed(result, clock.GetUtcNow()));
        }
        catch (OperationCanceledException) when (lease.IsLost)
        {
            log.LogWarning("Job {Kind} {Id} is no longer ours and was stopped", request.Kind, request.Id);
        }
        catch (OperationCanceledException) when (lease.CancelAsked)
        {
            await lease.EndAsync(j => j.Cancelled(clock.GetUtcNow()));
        }
        catch (OperationCanceledException) when (stopping)
        {
            await lease.EndAsync(j => j.PutBack(clock.GetUtcNow()));
        }
        catch (Exception e)
        {
            log.LogError(e, "Job {Kind} {Id} failed in run {Attempt}", request.Kind, request.Id, request.Attempts);
            TimeSpan? retry = request.Attempts <= Ladder.Count ? Ladder[request.Attempts - 1] : null;
            await lease.EndAsync(j => j.Fail(e.Message, retry, clock.GetUtcNow()));
        }
    }
}
