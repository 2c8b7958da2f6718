using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Enrolment.Bulk;

/// <summary>A run as its jobs work through it, slice by slice.</summary>
internal sealed class BulkWork
{
    private readonly IDbContextFactory<RegistryDbContext> store;
    private int left;

    private BulkWork(IDbContextFactory<RegistryDbContext> store, BulkRun run, IBulkJourney journey)
    {
        this.store = store;
        Run = run;
        Journey = journey;
        Reach = JsonSerializer.Deserialize<Reach>(run.Reach)!;
    }

    public BulkRun Run { get; }

    public IBulkJourney Journey { get; }

    public Reach Reach { get; }

    public static async Task<BulkWork> OpenAsync(IDbContextFactory<RegistryDbContext> store, IEnumerable<IBulkJourney> journeys, JobRun job, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var id = job.Arguments<BulkOrder>().Run;
        var run = await db.Set<BulkRun>().AsNoTracking().SingleAsync(r => r.Id == id, ct);
        var waiting = run.Stage == BulkStage.Checking ? BulkState.Waiting : BulkState.Ready;
        return new BulkWork(store, run, journeys.Single(j => j.Kind == run.Kind)) { left = await db.Set<BulkLine>().CountAsync(l => l.RunId == id && l.State == waiting, ct) };
    }

    /// <summary>The next lines in this state, in their order.</summary>
    public async Task<IReadOnlyList<BulkLine>> NextAsync(BulkState state, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<BulkLine>().AsNoTracking().Where(l => l.RunId == Run.Id && l.State == state).OrderBy(l => l.Number).Take(Journey.AtOnce).ToListAsync(ct);
    }

    public async Task SaveAsync(IReadOnlyList<BulkLine> lines, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        db.UpdateRange(lines);
        await db.SaveChangesAsync(ct);
    }

    public async Task<int> CountAsync(BulkState state, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<BulkLine>().CountAsync(l => l.RunId == Run.Id && l.State == state, ct);
    }

    /// <summary>What is saved stands; the lines' states are the real checkpoint.</summary>
    public Task ReportAsync(JobRun job, int lines, string? checkpoint, CancellationToken ct)
    {
        left = Math.Max(0, left - lines);
        var done = Run.Total - left;
        return job.ReportAsync(100 * done / Math.Max(1, Run.Total), $"{done} of {Run.Total}", checkpoint, ct);
    }

    public async Task EndAsync(Action<BulkRun> ending, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        ending(await db.Set<BulkRun>().SingleAsync(r => r.Id == Run.Id, ct));
        await db.SaveChangesAsync(ct);
    }

    public ChangeContext Change(JobRun job, string reason) => job.Change(Journey.Act, reason) with { Evidence = Run.Evidence, CauseReference = $"Bulk change {Run.Id}" };
}
