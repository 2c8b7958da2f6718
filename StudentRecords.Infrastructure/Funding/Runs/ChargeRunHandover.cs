using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Funding.Runs;

/// <summary>Hands a released run to F009, a stretch of lines in each transaction: a kill leaves whole stretches, and the next run of the job goes on with the rest.</summary>
internal sealed class ChargeRunHandover(IDbContextFactory<RegistryDbContext> store, PostingWindow window)
{
    private const int Stride = 500;

    public async Task<string> HandOverAsync(long runId, ChangeContext change, Func<int, string, Task> report, CancellationToken ct)
    {
        int of;
        await using (var db = await store.CreateDbContextAsync(ct))
        {
            of = await db.Set<ChargeRunLine>().CountAsync(l => l.RunId == runId, ct);
        }

        while (await NextAsync(runId, change, ct) is { } left)
        {
            await report((of - left) * 100 / Math.Max(1, of), $"{of - left:N0} of {of:N0} lines handed over");
        }

        await using var last = await store.CreateDbContextAsync(ct);
        var run = await last.Set<ChargeRun>().SingleAsync(r => r.Id == runId, ct);
        if (run.State == ChargeRunState.Releasing)
        {
            run.Told();
            await last.SaveAsync(change, ct);
        }

        return $"{run.Name} is released: {run.Lines:N0} lines are with F009.";
    }

    /// <summary>How many are left after this stretch; null when there was none.</summary>
    private async Task<int?> NextAsync(long runId, ChangeContext change, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        // in the order in which they were posted: a reversal never overtakes its charge
        var lines = await db.Set<ChargeRunLine>().Where(l => l.RunId == runId && l.HandedOverAt == null).OrderBy(l => l.ChargeId).Take(Stride).ToListAsync(ct);
        if (lines.Count == 0)
        {
            return null;
        }

        var ids = lines.Select(l => l.ChargeId).ToList();
        var charges = await (from c in db.Set<FeeCharge>().AsNoTracking()
                             join e in db.Set<Engagement>().AsNoTracking() on c.EngagementId equals e.Id
                             join p in db.Set<Person>().AsNoTracking() on c.PersonId equals p.Id
                             where ids.Contains(c.Id)
                             select new HandedCharge(c, e.Numhus, p.StudentNumber)).ToDictionaryAsync(c => c.Charge.Id, ct);
        var keys = charges.Values.Select(c => FeeNotices.Key(c.StudentNumber, c.Numhus, c.Charge)).ToList();
        var known = (await db.Set<OutboxMessage>().Where(m => m.Flow == "F009" && keys.Contains(m.Key)).Select(m => m.Key).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        await LoanFees.TellAsync(db, [.. lines.Where(l => l.Kind != ChargeRunKind.NeverTold).Select(l => charges[l.ChargeId])], change.At, ct);
        foreach (var line in lines)
        {
            var (charge, numhus, number) = charges[line.ChargeId];
            var key = FeeNotices.Key(number, numhus, charge);
            if (line.Kind != ChargeRunKind.NeverTold && known.Add(key))
            {
                db.Add(FeeNotices.Message(charge, number, numhus, change.At, window));
            }

            line.HandOver(line.Kind == ChargeRunKind.NeverTold ? null : key, change.At);
        }

        await db.SaveAsync(change, ct);
        var left = await db.Set<ChargeRunLine>().CountAsync(l => l.RunId == runId && l.HandedOverAt == null, ct);
        await whole.CommitAsync(ct);
        return left;
    }
}
