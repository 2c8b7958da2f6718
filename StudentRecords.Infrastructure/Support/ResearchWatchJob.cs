using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Calendar;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Support;

/// <summary>Looks each night at research degrees for what comes by the calendar alone: a supervision that ended, a milestone that is overdue.</summary>
internal sealed class ResearchWatchJob(IDbContextFactory<RegistryDbContext> store) : IBackgroundJob
{
    private const int AtOnce = 200;

    public async Task<string> ExecuteAsync(JobRun run, CancellationToken ct)
    {
        var (last, looked, opened) = (long.Parse(run.Checkpoint ?? "0", CultureInfo.InvariantCulture), 0, 0);
        while (true)
        {
            await using var db = await store.CreateDbContextAsync(ct);
            var people = await ResearchWatch.Watched(db).Where(e => e.PersonId > last).Select(e => e.PersonId).Distinct().OrderBy(p => p).Take(AtOnce).ToListAsync(ct);
            if (people.Count == 0)
            {
                return $"{looked} research students looked at; {opened} cases opened.";
            }

            var change = run.Change("WatchResearch", "Research degrees are looked at each night");
            var watch = new ResearchWatch();
            await watch.LoadAsync(db, people, ct);
            opened += watch.Review(db, UkTime.Day(change.At));
            await db.SaveAsync(change, ct);
            (last, looked) = (people[^1], looked + people.Count);
            await run.ReportAsync(50, $"{looked} looked at", last.ToString(CultureInfo.InvariantCulture), ct);
        }
    }
}
