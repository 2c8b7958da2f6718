using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Audit;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Adjustments.Uploads;

/// <summary>Uploads of adjustments: taken whole or refused by the head, then worked row by row as a job that may be cancelled.</summary>
public sealed class AdjustmentUploadService(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>The upload's id; its job goes on by itself.</summary>
    public async Task<Outcome<long>> UploadAsync(string name, string text, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Adjustments, Level.Change);
        var rows = await AdjustmentCsv.ReadAsync(text, ct);
        if (!rows.Succeeded)
        {
            return Outcome<long>.Refused(rows.Refusals);
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var upload = new AdjustmentUpload(name.Length > 200 ? name[..200] : name, text, rows.Value.Count, change.Reason, change.Caller.Name, change.At);
        var job = await JobQueue.RequestAsync<AdjustmentUploadJob>(db, new AdjustmentUploadJob.Order(upload.Id), null, change.Caller.Name, change.At, ct);
        upload.RunBy(job.Id);
        db.Add(upload);
        await db.SaveChangesAsync(ct);
        return upload.Id;
    }
}

/// <summary>Reads uploads and their results. Every result that is opened is written into the trail.</summary>
public sealed class AdjustmentUploadQueries(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    /// <summary>The field names of the file's first line.</summary>
    public static string Head => AdjustmentCsv.Head;

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<UploadRow>> UploadsAsync(Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Adjustments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<AdjustmentUpload>().AsNoTracking().OrderByDescending(u => u.Id).Take(50).Select(u => new UploadRow(u.Id, u.Name, u.Rows, u.Done, u.Applied, u.UploadedBy, u.UploadedAt, u.JobId)).ToListAsync(ct);
    }

    /// <summary>The result file, a line a row; null where there is no such upload.</summary>
    public async Task<string?> ResultAsync(long id, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Adjustments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var results = await db.Set<AdjustmentUpload>().AsNoTracking().Where(u => u.Id == id).Select(u => u.Results).SingleOrDefaultAsync(ct);
        await ReadTrail.TellAsync(db, caller, clock.GetUtcNow(), "ReadUploadResult", (nameof(ReasonableAdjustment), 0), (nameof(AdjustmentUpload), results is null ? [] : [id]), ct);
        return results is null ? null : $"line,adjustment,outcome,code,reason\n{results}";
    }
}

/// <summary>An upload in the list.</summary>
public sealed record UploadRow(long Id, string Name, int Rows, int Done, int Applied, string By, DateTimeOffset At, long? JobId);
