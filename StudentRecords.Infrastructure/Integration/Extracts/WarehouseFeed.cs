using System.Buffers.Binary;
using System.Runtime.CompilerServices;
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
    /// <param name="isScheduled">By the schedule, and not because somebody asked.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<int> MakeAsync(bool isScheduled, CancellationToken ct)
    {
        var made = 0;
        foreach (var table in WarehouseTable.All)
        {
            made += await MakeAsync(table, isScheduled, ct);
        }

        return made;
    }

    private async Task<int> MakeAsync(WarehouseTable table, bool isScheduled, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (!await Extract.GoesAsync(db, Flow, "DW", ct))
        {
            return 0;
        }

        var now = clock.GetUtcNow();
        var before = await db.Set<ExtractBatch>().AsNoTracking().Where(b => b.Flow == Flow && b.Partition == table.Name).ToListAsync(ct);
        if (isScheduled && !await Extract.IsDueAsync(db, Flow, before.Max(b => (DateTimeOffset?)b.AsOf), now, ct))
        {
            return 0;
        }

        var first = before.Select(b => b.Number).DefaultIfEmpty().Max() + 1;
        return await IsWholeAsync(db, before, now, ct) ? await WholeAsync(db, table, new Batches(db, table.Name, Full, first, now), ct) : await ChangesAsync(db, table, new Batches(db, table.Name, Incremental, first, now), ct);
    }

    private static async Task<int> WholeAsync(RegistryDbContext db, WarehouseTable table, Batches batch, CancellationToken ct)
    {
        await using var whole = await db.BeginAsync(ct);
        await foreach (var row in ReadAsync(db, table, ct))
        {
            await batch.AddAsync(row, ct);
        }

        await batch.EndAsync(ct);
        await whole.CommitAsync(ct);
        return batch.Made;
    }

    /// <summary>A night changes little of what stands, and all of it is read: so nobody waits while it is, but only while the changes are written. What is saved meanwhile has another digest and goes the next night.</summary>
    private static async Task<int> ChangesAsync(RegistryDbContext db, WarehouseTable table, Batches batch, CancellationToken ct)
    {
        List<TableRow> changed = [];
        await foreach (var rows in ReadAsync(db, table, ct).Chunk(Most).WithCancellation(ct))
        {
            var (from, to) = (rows[0].Id, rows[^1].Id);
            var known = await db.Set<WarehouseEntry>().AsNoTracking().Where(e => e.EntryId >= from && e.EntryId <= to).ToDictionaryAsync(e => e.EntryId, e => e.Digest, ct);
            changed.AddRange(rows.Where(r => known.GetValueOrDefault(r.Id) != r.Digest));
        }

        await using var whole = await db.BeginAsync(ct);
        foreach (var row in changed)
        {
            await batch.AddAsync(row, ct);
        }

        await batch.EndAsync(ct);
        await whole.CommitAsync(ct);
        return batch.Made;
    }

    private static async IAsyncEnumerable<TableRow> ReadAsync(RegistryDbContext db, WarehouseTable table, [EnumeratorCancellation] CancellationToken ct)
    {
        var last = 0L;
        while (await table.ReadAsync(db, last, Most, ct) is { Count: > 0 } rows)
        {
            foreach (var row in rows)
            {
                var text = Extract.Write(row.Fields);
                yield return new TableRow(row.Id, BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))), text);
            }

            last = rows[^1].Id;
        }
    }

    /// <summary>A row as it goes, with the digest by which it is known whether it has changed.</summary>
    private sealed record TableRow(long Id, long Digest, string Text);

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

        public int Made { get; private set; }

        public async Task AddAsync(TableRow row, CancellationToken ct)
        {
            if (rows.Count == Most)
            {
                await WriteAsync(isLast: false, ct);
            }

            entries.Add(new WarehouseEntry(row.Id, row.Digest));
            rows.Add(row.Text);
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
