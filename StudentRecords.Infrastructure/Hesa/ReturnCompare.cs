using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Hesa.Compare;
using StudentRecords.Infrastructure.Hesa.Sets;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Hesa;

/// <summary>The compare run over the store: both sides read in key order on connections of their own, verdicts written in chunks. Begins again after a kill.</summary>
public sealed class ReturnCompare(IDbContextFactory<RegistryDbContext> store, SetLedger ledger)
{
    private const int ReportEvery = 20_000;

    public async Task RunAsync(HesaReturn compared, int submittedSet, CollectionDefinition collection, ChangeContext change, ReturnProgress? progress, CancellationToken ct)
    {
        var number = await ledger.OpenAsync(SetKind.Comparison, compared.Id, ct);
        var comparison = new ReturnComparison(collection, tellAll: false);
        await using (var writing = await store.CreateDbContextAsync(ct))
        {
            using var extract = await SetCursor.OpenAsync(store, compared.ExtractSet, ct);
            using var submitted = await SetCursor.OpenAsync(store, submittedSet, ct);
            var (rows, place, next) = (new BulkRows<SetVerdict>(writing), 0, ReportEvery);
            foreach (var verdict in comparison.Run(extract, submitted))
            {
                await rows.AddAsync(Row(verdict, number, ++place), ct);
                if (progress is not null && extract.Read >= next)
                {
                    next = extract.Read + ReportEvery;
                    await progress((int)Math.Min(99, extract.Read * 99L / Math.Max(1, compared.EntityCount)), $"{extract.Read:N0} of {compared.EntityCount:N0} entities", ct);
                }
            }

            await rows.FlushAsync(ct);
        }

        await EndAsync(compared.Id, number, submittedSet, comparison, change, ct);
    }

    private async Task EndAsync(long id, int number, int submittedSet, ReturnComparison comparison, ChangeContext change, CancellationToken ct)
    {
        int? before;
        await using (var db = await store.CreateDbContextAsync(ct))
        {
            await using var transaction = await db.BeginAsync(ct);
            var compared = await db.Set<HesaReturn>().SingleAsync(r => r.Id == id, ct);
            before = compared.Comparison;
            compared.Compared(number, submittedSet, change.At);
            db.AddRange(comparison.Counts.Select(c => new ReturnCount { Comparison = number, Entity = c.Key.Entity.Name, Status = c.Key.Status, Count = c.Value }));
            await SetLedger.KeepAsync(db, number, ct);
            await db.SaveAsync(change.For("CompareReturn"), ct);
            await transaction.CommitAsync(ct);
        }

        if (before is { } replaced)
        {
            await ledger.DropAsync(replaced, ct);
        }
    }

    private static SetVerdict Row(EntityVerdict verdict, int number, int place) => new()
    {
        Id = SetNumbers.Id(number, place),
        Comparison = number,
        Entity = verdict.Entity.Name,
        Status = verdict.Status,
        KeyPath = verdict.KeyPath,
        ExtractRow = verdict.ExtractRow,
        SubmittedRow = verdict.SubmittedRow,
        Fields = FieldVerdict.Pack(verdict.Fields),
    };
}
