using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Extracts;

/// <summary>Makes each night's extracts for the systems that are operated, as often as the flow's cadence here has them. A partition that has not changed is not sent again; each has its number and digest.</summary>
internal sealed class ExtractsJob(IDbContextFactory<RegistryDbContext> store, IEnumerable<Extract> extracts, WarehouseFeed warehouse, Pseudonyms pseudonyms, TimeProvider clock) : IBackgroundJob
{
    public async Task<string> ExecuteAsync(JobRun run, CancellationToken ct)
    {
        var made = await warehouse.MakeAsync(run.IsScheduled, ct);
        foreach (var extract in extracts)
        {
            made += await MakeAsync(extract, run.IsScheduled, ct);
        }

        return made == 0 ? "Nothing has changed since the last extracts." : $"{made} extracts wait to be sent.";
    }

    private async Task<int> MakeAsync(Extract extract, bool isScheduled, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (!await Extract.GoesAsync(db, extract.Flow, extract.To, ct))
        {
            return 0;
        }

        await using var whole = await db.BeginAsync(ct);
        var now = clock.GetUtcNow();
        var all = (await db.Set<ExtractBatch>().Where(b => b.Flow == extract.Flow && b.Type == extract.Type).ToListAsync(ct)).ToLookup(b => b.Partition);
        if (isScheduled && !await Extract.IsDueAsync(db, extract.Flow, all.SelectMany(g => g).Max(b => (DateTimeOffset?)b.AsOf), now, ct))
        {
            return 0;
        }

        var last = all.ToDictionary(g => g.Key, g => g.MaxBy(b => b.Number)!);
        var parts = await extract.ReadAsync(new ExtractAsk(db, now, pseudonyms), ct);
        if (extract.EmptiesAreTold)
        {
            parts = [.. parts, .. last.Keys.Except(parts.Select(p => p.Partition)).Select(gone => new ExtractPart(gone, []))];
        }

        var guard = await RollGuard.OfAsync(db, extract, parts, all.SelectMany(g => g), ct);
        var made = 0;
        foreach (var part in parts)
        {
            var rows = Extract.Write(part.Rows);
            var (hash, before) = (Extract.Hash(rows), last.GetValueOrDefault(part.Partition));
            if (before?.Hash == hash || (before is null && part.Rows.Count == 0))
            {
                continue;
            }

            var batch = new ExtractBatch(extract.Flow, extract.Type, part.Partition, (before?.Number ?? 0) + 1, now, part.Rows.Count, hash);
            db.Add(batch);
            var message = new OutboxMessage(extract.Flow, extract.To, extract.Type, $"{part.Partition}/{extract.Type}/{batch.Number}", extract.Lane(part.Partition),
                $$"""{"partition":{{Extract.Write(part.Partition)}},"batch":{{batch.Number}},"asOf":{{Extract.Write(now)}},"rows":{{batch.Rows}},"sha256":"{{hash}}","data":{{rows}}}""", null, now, null, $"extract-{batch.Id}");
            if (guard.Refuses(part) is { } why)
            {
                message.Stop(why);
            }

            db.Add(message);
            made++;
        }

        await db.SaveAsync(new ChangeContext { Caller = Caller.System("SIS"), At = now, Act = nameof(ExtractsJob), Reason = $"{extract.Type} by schedule" }, ct);
        await whole.CommitAsync(ct);
        return made;
    }
}
