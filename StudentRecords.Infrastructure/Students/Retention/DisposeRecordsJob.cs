using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Students.Retention;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Students.Retention;

/// <summary>Disposes of one person after the other, each in one transaction; what was settled before a kill stays settled.</summary>
internal sealed class DisposeRecordsJob(IDbContextFactory<RegistryDbContext> store) : IBackgroundJob
{
    public sealed record Request(long RunId, string Reason);

    public async Task<string> ExecuteAsync(JobRun run, CancellationToken ct)
    {
        var request = run.Arguments<Request>();
        List<long> people;
        await using (var db = await store.CreateDbContextAsync(ct))
        {
            people = await db.Set<DisposalItem>().Where(i => i.RunId == request.RunId && i.DisposedAt == null && i.KeptBecause == null).Select(i => i.PersonId).Distinct().OrderBy(p => p).ToListAsync(ct);
        }

        for (var i = 0; i < people.Count; i++)
        {
            await PersonAsync(request.RunId, people[i], run.Change("DisposeOfRecords", request.Reason), ct);
            await run.ReportAsync((i + 1) * 100 / people.Count, $"{i + 1:N0} of {people.Count:N0} people", ct: ct);
        }

        return await FinishAsync(request.RunId, run.Change("DisposeOfRecords", request.Reason), ct);
    }

    private async Task PersonAsync(long runId, long person, ChangeContext change, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        var items = await db.Set<DisposalItem>().Where(i => i.RunId == runId && i.PersonId == person && i.DisposedAt == null && i.KeptBecause == null).ToListAsync(ct);
        var kept = await DisposalCandidates.KeptBecauseAsync(db, person, ct);
        // the trail's key goes last, after what is written about this disposal itself
        var key = items.Find(i => i.Class == RecordClass.TrailValues);
        foreach (var item in items)
        {
            if (kept is not null)
            {
                item.Keep(kept);
            }
            else
            {
                item.Went(item == key ? item.Rows : await RecordDisposal.DisposeAsync(db, item.Class, person, ct), change.At);
            }
        }

        await db.SaveAsync(change, ct);
        if (kept is null && key is not null)
        {
            await RecordDisposal.DisposeAsync(db, RecordClass.TrailValues, person, ct);
        }

        await whole.CommitAsync(ct);
    }

    private async Task<string> FinishAsync(long runId, ChangeContext change, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var run = await db.Set<DisposalRun>().SingleAsync(r => r.Id == runId, ct);
        if (run.State == DisposalState.Running)
        {
            run.Finish(change.At);
            await db.SaveAsync(change, ct);
        }

        var disposed = await db.Set<DisposalItem>().CountAsync(i => i.RunId == runId && i.DisposedAt != null, ct);
        var kept = await db.Set<DisposalItem>().CountAsync(i => i.RunId == runId && i.KeptBecause != null, ct);
        return $"{disposed:N0} parts of records are disposed of, {kept:N0} were kept after all.";
    }
}
