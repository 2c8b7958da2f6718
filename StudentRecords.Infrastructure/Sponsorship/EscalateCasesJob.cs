using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Sponsorship;

/// <summary>
/// Looks each night for cases of the sponsor's whose last day has passed (F051, F052): each is escalated to the registry's manager, once, and the trail says so. Not
/// following one up can cost the licence.
/// </summary>
internal sealed class EscalateCasesJob(IDbContextFactory<RegistryDbContext> store) : IBackgroundJob
{
    private const int AtOnce = 200;

    public async Task<string> ExecuteAsync(JobRun run, CancellationToken ct)
    {
        // what was withdrawn instead of sent, and whose case a kill left behind
        await SponsorCases.RetractAsync(store, run.Change("RetractCase", SponsorCases.NotSent), ct);
        var (last, escalated) = (long.Parse(run.Checkpoint ?? "0", CultureInfo.InvariantCulture), 0);
        while (true)
        {
            var change = run.Change("EscalateCase", "The last day of a sponsor's case has passed, and it is not settled");
            var today = UkTime.Day(change.At);
            await using var db = await store.CreateDbContextAsync(ct);
            var late = await db.Set<Intervention>().Where(i => i.Id > last && (i.State == InterventionState.Open || i.State == InterventionState.InHand) && Intervention.SponsorKinds.Contains(i.Kind) && i.DueOn < today)
                .OrderBy(i => i.Id).Take(AtOnce).ToListAsync(ct);
            if (late.Count == 0)
            {
                return escalated == 0 ? "No sponsor's case has passed its last day since." : $"{escalated} sponsor's cases escalated to the registry's manager.";
            }

            escalated += late.Count(i => i.Escalate(today));
            await db.SaveAsync(change, ct);
            last = late[^1].Id;
            await run.ReportAsync(50, $"{escalated} escalated", last.ToString(CultureInfo.InvariantCulture), ct);
        }
    }
}
