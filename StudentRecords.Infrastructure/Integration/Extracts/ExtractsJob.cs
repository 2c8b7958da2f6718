using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Variation;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Extracts;

/// <summary>Makes each night's extracts for the systems that are operated. A partition that has not changed is not sent again; each has its number and digest.</summary>
internal sealed class ExtractsJob(IDbContextFactory<RegistryDbContext> store, IEnumerable<Extract> extracts, Pseudonyms pseudonyms, TimeProvider clock) : IBackgroundJob
{
    public async Task<string> ExecuteAsync(JobRun run, CancellationToken ct)
    {
        var made = 0;
        foreach (var extract in extracts)
        {
            made += await MakeAsync(extract, ct);
        }

        return made == 0 ? "Nothing has changed since the last extracts." : $"{made} extracts wait to be sent.";
    }

    private async Task<int> MakeAsync(Extract extract, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (!await db.Set<PartnerChannel>().AnyAsync(c => c.System == extract.To && c.Kind != ChannelKind.None, ct) || await LocalReading.RefusesAsync(db, extract.Flow, ct) is not null)
        {
            return 0;
        }

        await using var whole = await db.BeginAsync(ct);
        var now = clock.GetUtcNow();
        var all = (await db.Set<ExtractBatch>().Where(b => b.Flow == extract.Flow && (b.Type == extract.Type || extract is History)).ToListAsync(ct)).ToLookup(b => b.Partition);
        var last = all.ToDictionary(g => g.Key, g => g.MaxBy(b => b.Number)!);
        var parts = await extract.ReadAsync(new ExtractAsk(db, now, last.Count == 0, pseudonyms), ct);
        if (extract.EmptiesAreTold)
        {
            parts = [.. parts, .. last.Keys.Except(parts.Select(p => p.Partition)).Select(gone => new ExtractPart(gone, []))];
        }

        var taken = extract.IsRoll ? await TakenAsync(db, extract, ct) : [];
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
            if (all[part.Partition].FirstOrDefault(b => b.Number == taken.GetValueOrDefault(message.Aggregate)) is { } held && MassChange.IsTooMuch(held.Rows - part.Rows.Count, held.Rows))
            {
                message.Stop($"{MassChange.Code}: {held.Rows} rows fall to {part.Rows.Count}, by more than {MassChange.Share} %. Send it again if that is meant, or set it aside.");
            }

            db.Add(message);
            await ManyRows.AddAsync(db, part.Entries.Select(e => new WarehouseEntry(e)).ToList(), ct);
            made++;
        }

        await db.SaveAsync(new ChangeContext { Caller = Caller.System("SIS"), At = now, Act = nameof(ExtractsJob), Reason = $"{extract.Type} by schedule" }, ct);
        await whole.CommitAsync(ct);
        return made;
    }

    /// <summary>What the receiver has of each lane: the newest batch that it took. A batch has one message, so that its number is its place in the lane.</summary>
    private static Task<Dictionary<string, long>> TakenAsync(RegistryDbContext db, Extract extract, CancellationToken ct) => db.Set<OutboxMessage>()
        .Where(m => m.Flow == extract.Flow && m.Type == extract.Type && m.DeliveredAt != null).GroupBy(m => m.Aggregate).Select(g => new { g.Key, Last = g.Max(m => m.Sequence) }).ToDictionaryAsync(g => g.Key, g => g.Last, ct);
}
