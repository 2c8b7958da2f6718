using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Funding.Runs;

/// <summary>
/// Fills a run: every engagement on a programme with a fee rule is assessed anew for the year, so that what changed in rules or
/// awards is caught, and everything that no run has told yet becomes a line. Goes on after the last engagement of its checkpoint.
/// </summary>
internal sealed class ChargeRunGathering(IDbContextFactory<RegistryDbContext> store)
{
    private const int Stride = 250;

    /// <summary>Gives the figures as a sentence.</summary>
    public async Task<string> GatherAsync(long runId, ChangeContext change, string? checkpoint, Func<int, string, string, Task> report, CancellationToken ct)
    {
        string year;
        int of;
        await using (var db = await store.CreateDbContextAsync(ct))
        {
            var run = await db.Set<ChargeRun>().AsNoTracking().SingleAsync(r => r.Id == runId, ct);
            if (run.State != ChargeRunState.Preparing)
            {
                return $"{run.Name} is prepared already.";
            }

            year = run.AcademicYear;
            of = await Charged(db).CountAsync(ct);
        }

        var after = long.TryParse(checkpoint, out var at) ? at : 0;
        await using (var db = await store.CreateDbContextAsync(ct))
        {
            var done = await Charged(db).CountAsync(e => e.Id <= after, ct);
            while (await NextAsync(runId, year, after, change, ct) is { } last)
            {
                (after, done) = (last.Id, done + last.Count);
                await report(of == 0 ? 90 : done * 90 / of, $"{done:N0} of {of:N0} engagements assessed", after.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return await LinesAsync(runId, year, change, ct);
    }

    private static IQueryable<Engagement> Charged(RegistryDbContext db)
    {
        var codes = db.Set<FeeRule>().Select(r => r.ProgrammeCode);
        var programmes = db.Set<Programme>().Where(p => codes.Contains(p.Code)).Select(p => p.Id);
        return db.Set<Engagement>().Where(e => e.Status != EngagementStatus.Expected && (programmes.Contains(e.ProgrammeId) || db.Set<FeeCharge>().Any(c => c.EngagementId == e.Id)));
    }

    /// <summary>Assesses the next stretch in one transaction; null when there is none.</summary>
    private async Task<(long Id, int Count)?> NextAsync(long runId, string year, long after, ChangeContext change, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        var engagements = await Charged(db).Where(e => e.Id > after).OrderBy(e => e.Id).Take(Stride).ToListAsync(ct);
        if (engagements.Count == 0)
        {
            return null;
        }

        var ids = engagements.Select(e => e.Id).ToList();
        await db.Set<ChargeRunFinding>().Where(f => f.RunId == runId && ids.Contains(f.EngagementId)).ExecuteDeleteAsync(ct);
        var fees = new FeeAssessment();
        await fees.LoadAsync(db, engagements, ct);
        foreach (var engagement in engagements)
        {
            db.AddRange(fees.Assess(db, engagement, change.At, change.CorrelationId!, year).Select(f => new ChargeRunFinding(runId, engagement.PersonId, engagement.Id, f)));
        }

        await db.SaveAsync(change, ct);
        await whole.CommitAsync(ct);
        return (ids[^1], ids.Count);
    }

    private async Task<string> LinesAsync(long runId, string year, ChangeContext change, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        var run = await db.Set<ChargeRun>().SingleAsync(r => r.Id == runId, ct);
        var gone = db.Set<ChargeRun>().Where(r => r.State == ChargeRunState.Discarded).Select(r => r.Id);
        var untold = await db.Set<FeeCharge>().AsNoTracking()
            .Where(c => c.AcademicYear == year && !db.Set<ChargeRunLine>().Any(l => l.ChargeId == c.Id && !gone.Contains(l.RunId))).OrderBy(c => c.Id).ToListAsync(ct);
        var kinds = ChargeRunLine.Kinds(untold);
        db.AddRange(untold.Select(c => new ChargeRunLine(run, c, kinds[c.Id])));
        var findings = await db.Set<ChargeRunFinding>().CountAsync(f => f.RunId == runId, ct);
        var told = untold.Where(c => kinds[c.Id] != ChargeRunKind.NeverTold).ToList();
        run.Gathered(told.Count, told.Sum(c => c.Amount), findings);
        await db.SaveAsync(change, ct);
        await whole.CommitAsync(ct);
        return $"{run.Name} is prepared: {told.Count:N0} lines to tell Finance, {findings:N0} not priced.";
    }
}
