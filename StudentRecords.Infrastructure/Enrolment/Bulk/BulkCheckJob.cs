using Microsoft.EntityFrameworkCore;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Enrolment.Bulk;

/// <summary>Asks of each line what it would do, by the code that does it, and throws the work away.</summary>
internal sealed class BulkCheckJob(IDbContextFactory<RegistryDbContext> store, IEnumerable<IBulkJourney> journeys) : IBackgroundJob
{
    public async Task<string> ExecuteAsync(JobRun run, CancellationToken ct)
    {
        var work = await BulkWork.OpenAsync(store, journeys, run, ct);
        var totals = BulkTotals.From(run.Checkpoint);
        while (await work.NextAsync(BulkState.Waiting, ct) is { Count: > 0 } lines)
        {
            var change = work.Change(run, "Checked before it is decided");
            await using (var db = await store.CreateDbContextAsync(ct))
            await using (await db.BeginAsync(ct))
            {
                var answers = await work.Journey.ApplyAsync(new BulkSlice(db, lines, change, work.Reach), ct);
                foreach (var (line, answer) in lines.Zip(answers))
                {
                    line.Settle(answer, isApplied: false);
                }

                totals.Add(UnsavedEffects.Read(db));
            }

            await work.SaveAsync(lines, ct);
            await work.ReportAsync(run, lines.Count, totals.Text, ct);
        }

        await work.EndAsync(r => r.Found(totals.Sentences), ct);
        return $"{await work.CountAsync(BulkState.Ready, ct)} of {work.Run.Total} lines are ready; {await work.CountAsync(BulkState.Refused, ct)} are refused.";
    }
}
