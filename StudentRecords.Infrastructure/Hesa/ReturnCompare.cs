using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Hesa.Compare;
using StudentRecords.Infrastructure.Hesa.Sets;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Hesa;

/// <summary>The compare run over the store: both sides read in key order, in as many parts at a time as there are cores, verdicts written in chunks on another thread. Begins again after a kill.</summary>
public sealed class ReturnCompare(IDbContextFactory<RegistryDbContext> store, SetLedger ledger)
{
    private const int ReportEvery = 20_000;
    private const int ChunkSize = 10_000;
    private const int BlockSize = 100;
    private const int BlocksAhead = 100;

    /// <summary>Compares, and clears away the comparison that is replaced.</summary>
    public async Task RunAsync(HesaReturn compared, int submittedSet, CollectionDefinition collection, ChangeContext change, ReturnProgress? progress, CancellationToken ct)
    {
        if (await CompareAsync(compared, submittedSet, collection, change, progress, ct) is { } replaced)
        {
            await ledger.DropAsync(replaced, ct);
        }
    }

    /// <summary>From the store and back into it; the return refers to the new comparison then. Gives the number of the one that it replaces, whose rows are still to be cleared.</summary>
    public async Task<int?> CompareAsync(HesaReturn compared, int submittedSet, CollectionDefinition collection, ChangeContext change, ReturnProgress? progress, CancellationToken ct)
    {
        var number = await ledger.OpenAsync(SetKind.Comparison, compared.Id, ct);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var told = Channel.CreateBounded<SetVerdict[]>(BlocksAhead);
        List<ComparedPart> parts = [];
        try
        {
            parts.AddRange(await PartsAsync(compared, submittedSet, collection, ct));
            var comparing = TellAsync(parts, number, told.Writer, stop);
            try
            {
                await WriteAsync(told.Reader, compared.EntityCount, () => parts.Sum(p => p.Read), progress, stop.Token);
            }
            finally
            {
                await stop.CancelAsync();
                await comparing;
            }

            return await EndAsync(compared.Id, number, submittedSet, parts.SelectMany(p => p.Counts), change, ct);
        }
        finally
        {
            parts.ForEach(p => p.Dispose());
        }
    }

    private async Task<List<ComparedPart>> PartsAsync(HesaReturn compared, int submittedSet, CollectionDefinition collection, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        List<ComparedPart> parts = [];
        foreach (var part in await SetParts.CutAsync(db, compared.ExtractSet, submittedSet, compared.EntityCount, SetParts.Wanted(compared.EntityCount), collection, ct))
        {
            parts.Add(await ComparedPart.OpenAsync(store, part, collection, ct));
        }

        return parts;
    }

    // What goes wrong in a part stops the others, and is told to the one who reads the channel.
    private static async Task TellAsync(List<ComparedPart> parts, int number, ChannelWriter<SetVerdict[]> told, CancellationTokenSource stop)
    {
        try
        {
            await Parallel.ForEachAsync(parts, new ParallelOptions { MaxDegreeOfParallelism = parts.Count, CancellationToken = stop.Token }, async (part, ct) =>
            {
                foreach (var block in part.Verdicts(number).Chunk(BlockSize))
                {
                    await told.WriteAsync(block, ct);
                }
            });
            told.Complete();
        }
#pragma warning disable CA1031 // thrown again by the reader
        catch (Exception e)
#pragma warning restore CA1031
        {
            told.Complete(e);
        }
    }

    private async Task WriteAsync(ChannelReader<SetVerdict[]> told, int entities, Func<int> read, ReturnProgress? progress, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var (rows, next) = (new BulkRows<SetVerdict>(db, ChunkSize), ReportEvery);
        await foreach (var block in told.ReadAllAsync(ct))
        {
            foreach (var row in block)
            {
                await rows.AddAsync(row, ct);
            }

            if (progress is not null && read() is var gone && gone >= next)
            {
                next = gone + ReportEvery;
                await progress((int)Math.Min(99, gone * 99L / Math.Max(1, entities)), $"{gone:N0} of {entities:N0} entities", ct);
            }
        }

        await rows.FlushAsync(ct);
    }

    private async Task<int?> EndAsync(long id, int number, int submittedSet, IEnumerable<(EntityDefinition Entity, EntityStatus Status, int Count)> counts, ChangeContext change, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        await using var transaction = await db.BeginAsync(ct);
        var compared = await db.Set<HesaReturn>().SingleAsync(r => r.Id == id, ct);
        var replaced = compared.Comparison;
        compared.Compared(number, submittedSet, change.At);
        db.AddRange(counts.GroupBy(c => (c.Entity.Name, c.Status), c => c.Count).Select(c => new ReturnCount { Comparison = number, Entity = c.Key.Name, Status = c.Key.Status, Count = c.Sum() }));
        await SetLedger.KeepAsync(db, number, ct);
        await SetLedger.LeaveAsync(db, replaced, ct);
        await db.SaveAsync(change.For("CompareReturn"), ct);
        await transaction.CommitAsync(ct);
        return replaced;
    }
}
