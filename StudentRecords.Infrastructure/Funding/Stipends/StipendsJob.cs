using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Funding;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Funding.Stipends;

/// <summary>Authorises each night the instalments of stipends that come near, of who is enrolled (F035): by the calendar alone nothing else would.</summary>
internal sealed class StipendsJob(IDbContextFactory<RegistryDbContext> store) : IBackgroundJob
{
    private const int AtOnce = 200;

    public async Task<string> ExecuteAsync(JobRun run, CancellationToken ct)
    {
        var (last, changed) = (long.Parse(run.Checkpoint ?? "0", CultureInfo.InvariantCulture), 0);
        while (true)
        {
            var change = run.Change("AuthoriseStipends", "Instalments of studentships that fall due");
            var begun = AcademicYear.Of(UkTime.Day(change.At)).Start;
            await using var db = await store.CreateDbContextAsync(ct);
            var awards = await db.Set<FundingAward>().AsNoTracking().Where(a => a.Id > last && a.Kind == AwardKind.Studentship && a.Stipend != null && (a.To == null || a.To >= begun))
                .OrderBy(a => a.Id).Take(AtOnce).Select(a => new { a.Id, a.EngagementId }).ToListAsync(ct);
            if (awards.Count == 0)
            {
                return changed == 0 ? "No instalment of a stipend has come near." : $"Instalments of stipends authorised or taken back: {changed}.";
            }

            changed += await StipendAuthorisations.LetAsync(db, [.. awards.Select(a => a.EngagementId).Distinct()], change, ct);
            await db.SaveAsync(change, ct);
            last = awards[^1].Id;
            await run.ReportAsync(50, $"{changed} authorised or taken back", last.ToString(CultureInfo.InvariantCulture), ct);
        }
    }
}
