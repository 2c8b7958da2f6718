using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Extracts;

/// <summary>
/// F029: each table of the warehouse whole at first, after each submission of a return so that both tell of the same record, and at least once a year; in between each night
/// what is new or has changed. Asked of the rows themselves and not of a moment, so that what was recorded before the last extract and saved after it is not lost.
/// Whole and incremental batches of a table are one sequence without gaps.
/// </summary>
internal sealed class WarehouseFeed(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    private const string Flow = "F029";
    private const string Full = "FullExtract";
    private const string Incremental = "IncrementalExtract";

    /// <summary>Most rows of a batch.</summary>
    internal const int Most = 10_000;

    /// <summary>Makes what is due; gives the number of batches.</summary>
    public async Task<int> MakeAsync(CancellationToken ct)
    {
        var made = 0;
        foreach (var table in WarehouseTable.All)
        {
            made += await MakeAsync(table, ct);
        }

        return made;
    }

    private async Task<int> MakeAsync(WarehouseTable table, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (!await Extract.GoesAsync(db, Flow, "DW", ct))
        {
            return 0;
        }

        await using var whole = await db.BeginAsync(ct);
        var now = clock.GetUtcNow();
        var before = await db.Set<ExtractBatch>().AsNoTracking().Where(b => b.Flow == Flow && b.Partition == table.Name).ToListAsync(ct);
        var first = before.Select(b => b.Number).DefaultIfEmpty().Max() + 1;
        var batch = new Batches(db, table.Name, await IsWholeAsync(db, before, now, ct) ? Full : Incremental, first, now);
        var last = 0L;
        while (await table.ReadAsync(db, last, Most, ct) is { Count: > 0 } rows)
        {
            var (from, to) = (rows[0].Id, rows[^1].Id);
            var known = batch.Type == Full ? [] : await db.Set<WarehouseEntry>().AsNoTracking().Where(e => e.EntryId >= from && e.EntryId <= to).ToDictionaryAsync(e => e.EntryId, e => e.Digest, ct);
            foreach (var row in rows)
            {
                var text = Extract.Write(row.Fields);
                var digest = BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
                if (known.GetValueOrDefault(row.Id) != digest)
                {
                    await batch.AddAsync(row.Id, digest, text, ct);
                }
            }

            last = to;
        }

        await batch.EndAsync(ct);
        await whole.CommitAsync(ct);
        return batch.Made;
    }

    /// <summary>Nothing of it has gone whole yet, a return was submitted since it did, or a year has passed.</summary>
    private static async Task<bool> IsWholeAsync(RegistryDbContext db, List<ExtractBatch> before, DateTimeOffset now, CancellationToken ct)
    {
        if (before.Where(b => b.Type == Full).MaxBy(b => b.Number) is not { AsOf: var last })
        {
            return true;
        }

        return last.AddYears(1) <= now || await db.Set<HesaReturn>().AnyAsync(r => r.SubmittedAt > last, ct);
    }

    /// <summary>The batches of one table and night: a message each, saved before the next begins.</summary>
    private sealed class Batches(RegistryDbContext db, string table, string type, int first, DateTimeOffset now)
    {
        private readonly List<WarehouseEntry> entries = [];
        private readonly List<string> rows = [];

        public string Type => type;

        public int Made { get; private set; }

        public async Task AddAsync(long id, long digest, string row, CancellationToken ct)
        {
            if (rows.Count == Most)
            {
                await WriteAsync(isLast: false, ct);
            }

            entries.Add(new WarehouseEntry(id, digest));
            rows.Add(row);
        }

        public async Task EndAsync(CancellationToken ct)
        {
            if (rows.Count > 0)
            {
                await WriteAsync(isLast: true, ct);
            }
        }

        private async Task WriteAsync(bool isLast, CancellationToken ct)
        {
            var data = $"[{string.Join(',', rows)}]";
            var batch = new ExtractBatch(Flow, type, table, first + Made, now, rows.Count, Extract.Hash(data));
            db.Add(batch);
            db.Add(new OutboxMessage(Flow, "DW", type, $"{table}/{type}/{batch.Number}", table,
                $$"""{"partition":{{Extract.Write(table)}},"batch":{{batch.Number}},"asOf":{{Extract.Write(now)}},"rows":{{batch.Rows}},"sha256":"{{batch.Hash}}","firstBatch":{{first}},"isLast":{{(isLast ? "true" : "false")}},"data":{{data}}}""", null, now, null, $"extract-{batch.Id}"));
            foreach (var ids in entries.Select(e => e.EntryId).Chunk(1000))
            {
                await db.Set<WarehouseEntry>().Where(e => ids.Contains(e.EntryId)).ExecuteDeleteAsync(ct);
            }

            await ManyRows.AddAsync(db, entries, ct);
            await db.SaveAsync(new ChangeContext { Caller = Caller.System("SIS"), At = now, Act = nameof(WarehouseFeed), Reason = $"{type} by schedule" }, ct);
            db.ChangeTracker.Clear();
            entries.Clear();
            rows.Clear();
            Made++;
        }
    }
}
