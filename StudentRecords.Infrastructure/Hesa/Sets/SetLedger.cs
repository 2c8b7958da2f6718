using Microsoft.EntityFrameworkCore;
using StudentRecords.Infrastructure.Hesa.Rules;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Hesa.Sets;

/// <summary>Opens sets, and clears away those that are replaced or were left half written.</summary>
public sealed class SetLedger(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    private const int Chunk = 20_000;

    /// <summary>Clears what an earlier run left for the same return, and gives a new number.</summary>
    public async Task<int> OpenAsync(SetKind kind, long? returnId, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        // a set without a return (a file being imported) is left alone for a day: somebody may be writing it at this moment
        var dead = clock.GetUtcNow().AddDays(-1);
        var left = await db.Set<SetLedgerEntry>().Where(s => !s.IsWhole && s.Kind == kind && s.ReturnId == returnId && (s.ReturnId != null || s.OpenedAt < dead)).Select(s => s.Number).ToListAsync(ct);
        foreach (var number in left)
        {
            await DropAsync(number, ct);
        }

        await using var transaction = await db.BeginAsync(ct);
        var set = (int)await NumberSequence.TakeAsync(db, NumberSequence.HesaSets, 1, ct);
        db.Add(new SetLedgerEntry { Number = set, Kind = kind, ReturnId = returnId, OpenedAt = clock.GetUtcNow() });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return set;
    }

    /// <summary>In the transaction that begins to refer to the set.</summary>
    public static Task<int> KeepAsync(RegistryDbContext db, int set, CancellationToken ct) =>
        db.Set<SetLedgerEntry>().Where(s => s.Number == set).ExecuteUpdateAsync(s => s.SetProperty(x => x.IsWhole, true), ct);

    /// <summary>In the transaction that no longer refers to the set: should it not be cleared at once, the next run of its return does it.</summary>
    public static Task<int> LeaveAsync(RegistryDbContext db, int? set, CancellationToken ct) =>
        db.Set<SetLedgerEntry>().Where(s => s.Number == set).ExecuteUpdateAsync(s => s.SetProperty(x => x.IsWhole, false), ct);

    /// <summary>Deletes the rows bit by bit, so that others can write in between, and then the number.</summary>
    public async Task DropAsync(int set, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var last = SetNumbers.Last(set);
        var end = Math.Max(
            await db.Set<SetEntity>().Where(e => e.Id >= SetNumbers.First(set) && e.Id <= last).MaxAsync(e => (long?)e.Id, ct) ?? 0,
            await db.Set<SetVerdict>().Where(v => v.Id >= SetNumbers.First(set) && v.Id <= last).MaxAsync(v => (long?)v.Id, ct) ?? 0);
        end = Math.Max(end, await db.Set<SetFinding>().Where(f => f.Id >= SetNumbers.First(set) && f.Id <= last).MaxAsync(f => (long?)f.Id, ct) ?? 0);
        for (var from = SetNumbers.First(set); from <= end; from += Chunk)
        {
            var to = from + Chunk;
            await db.Set<SetEntity>().Where(e => e.Id >= from && e.Id < to && e.Id <= last).ExecuteDeleteAsync(ct);
            await db.Set<SetVerdict>().Where(v => v.Id >= from && v.Id < to && v.Id <= last).ExecuteDeleteAsync(ct);
            await db.Set<SetFinding>().Where(f => f.Id >= from && f.Id < to && f.Id <= last).ExecuteDeleteAsync(ct);
        }

        await db.Set<RuleResult>().Where(r => r.Check == set).ExecuteDeleteAsync(ct);
        await db.Set<ReturnCount>().Where(c => c.Comparison == set).ExecuteDeleteAsync(ct);
        await db.Set<SetLedgerEntry>().Where(s => s.Number == set).ExecuteDeleteAsync(ct);
    }
}
