using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Jobs;

/// <summary>
/// This runner's hold on one job. The moment until which it is held is the proof of holding: it is the row's concurrency token,
/// so that a runner taken for dead writes nothing more.
/// </summary>
internal sealed class JobLease(IDbContextFactory<RegistryDbContext> store, TimeProvider clock, JobRequest job) : IDisposable
{
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource stop = new();
    private readonly SemaphoreSlim gate = new(1);
    private DateTimeOffset? heldUntil = job.LeaseUntil;

    public JobRequest Job { get; } = job;

    /// <summary>Somebody asked to cancel the job.</summary>
    public bool CancelAsked { get; private set; }

    /// <summary>Another runner has the job now, or it was ended behind our back.</summary>
    public bool IsLost { get; private set; }

    public CancellationToken Stopped => stop.Token;

    /// <exception cref="OperationCanceledException">Somebody asked to cancel, or another runner has the job.</exception>
    public async Task ReportAsync(int percent, string? text, string? checkpoint, CancellationToken ct)
    {
        await ChangeAsync(j => j.Report(percent, text, checkpoint, clock.GetUtcNow(), Length), ct);
        Stopped.ThrowIfCancellationRequested();
    }

    /// <summary>Keeps hold of a job that has not reported for half a lease, and looks whether somebody wants it cancelled.</summary>
    public async Task KeepAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (heldUntil - now < Length / 2)
        {
            await ChangeAsync(j => j.Renew(now, Length), ct);
            return;
        }

        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<JobRequest>().AnyAsync(j => j.Id == Job.Id && j.CancelAsked, ct))
        {
            CancelAsked = true;
            await stop.CancelAsync();
        }
    }

    /// <summary>Writes how the run ended; nothing when the job is no longer ours.</summary>
    public Task EndAsync(Action<JobRequest> ending) => ChangeAsync(ending, CancellationToken.None);

    public Task StopAsync() => stop.CancelAsync();

    public void Dispose()
    {
        stop.Dispose();
        gate.Dispose();
    }

    private async Task ChangeAsync(Action<JobRequest> change, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            await using var db = await store.CreateDbContextAsync(ct);
            var row = await db.Set<JobRequest>().SingleOrDefaultAsync(j => j.Id == Job.Id, ct);
            if (IsLost || row?.State != JobState.Running || row.LeaseUntil != heldUntil)
            {
                await LoseAsync();
                return;
            }

            CancelAsked = row.CancelAsked;
            change(row);
            await db.SaveChangesAsync(ct);
            heldUntil = row.LeaseUntil;
            if (CancelAsked)
            {
                await stop.CancelAsync();
            }
        }
        catch (DbUpdateConcurrencyException)
        {
            await LoseAsync();
        }
        finally
        {
            gate.Release();
        }
    }

    private Task LoseAsync()
    {
        IsLost = true;
        return stop.CancelAsync();
    }
}
