using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Audit;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Enrolment.Bulk;

/// <summary>
/// Applies the lines that the check found ready. What a line changes and that it is done are saved together, so that a killed run
/// goes on with the first line that is not done, and none is done twice.
/// </summary>
internal sealed class BulkApplyJob(IDbContextFactory<RegistryDbContext> store, IEnumerable<IBulkJourney> journeys) : IBackgroundJob
{
    public async Task<string> ExecuteAsync(JobRun run, CancellationToken ct)
    {
        var work = await BulkWork.OpenAsync(store, journeys, run, ct);
        while (await work.NextAsync(BulkState.Ready, ct) is { Count: > 0 } lines)
        {
            ct.ThrowIfCancellationRequested();
            var change = work.Change(run, work.Run.Reason!);
            if (await ApplyAsync(work, lines, change, ct) is not null)
            {
                // one of them cannot be saved: the rest need not wait for it
                foreach (var line in await work.NextAsync(BulkState.Ready, ct))
                {
                    if (await ApplyAsync(work, [line], change, ct) is { } fault)
                    {
                        line.Settle(BulkAnswer.Refused(line.PersonId, Why(fault)), isApplied: true);
                        await work.SaveAsync([line], ct);
                    }
                }
            }

            await work.ReportAsync(run, lines.Count, null, ct);
        }

        await work.EndAsync(r => r.Finish(), ct);
        return $"{await work.CountAsync(BulkState.Done, ct)} of {work.Run.Total} lines done; {await work.CountAsync(BulkState.Refused, ct)} refused.";
    }

    private static Refusal Why(DbUpdateException fault) => fault is DbUpdateConcurrencyException
        ? new("CHANGED_MEANWHILE", "Somebody changed the student's record at the same moment; look at it and send the line again.", "Concurrent edit")
        : new("NOT_SAVED", $"The store did not take it: {fault.InnerException?.Message ?? fault.Message}", "Bulk change");

    /// <summary>Null when saved; otherwise why not, and nothing is changed then.</summary>
    private async Task<DbUpdateException?> ApplyAsync(BulkWork work, IReadOnlyList<BulkLine> lines, ChangeContext change, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        try
        {
            var answers = await work.Journey.ApplyAsync(new BulkSlice(db, lines, change, work.Reach), ct);
            db.ChangeTracker.DetectChanges();
            db.AttachRange(lines);
            foreach (var (line, answer) in lines.Zip(answers))
            {
                line.Settle(answer, isApplied: true);
            }

            await db.SaveAsync(change, ct);
            await whole.CommitAsync(ct);
            return null;
        }
        catch (DbUpdateException fault)
        {
            return fault;
        }
    }
}
