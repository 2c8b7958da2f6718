using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Progression;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Infrastructure.Enrolment.Bulk;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Enrolment.Progression;

/// <summary>Puts the decisions of ratified boards through a progression run, and takes a run back by another.</summary>
public sealed class ProgressionService(IDbContextFactory<RegistryDbContext> store, BulkService bulk)
{
    private static readonly string[] Columns = [EngagementsOfLines.Student.Name, EngagementsOfLines.Number.Name, ProgressionJourney.Year.Name];

    /// <summary>Queues the check of every decision of these boards that is not carried out; the run's id. Awards are left to graduation.</summary>
    public async Task<Outcome<long>> CheckAsync(IReadOnlyCollection<long> boardIds, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Enrolments, Level.Decide);
        long[] boards = [.. boardIds];
        await using var db = await store.CreateDbContextAsync(ct);
        var programmes = db.Set<Programme>().Within(change.Caller.ReachOf(Room.Enrolments, Level.Decide)).Select(p => p.Id);
        var lines = await (
            from d in ToCarryOut(db)
            join e in db.Set<Engagement>() on d.EngagementId equals e.Id
            where boards.Contains(d.BoardId) && programmes.Contains(e.ProgrammeId)
            orderby e.Numhus
            select new { e.Person.StudentNumber, e.Numhus, d.AcademicYear, d.YearOfProgramme, Programme = e.Programme.Code }).ToListAsync(ct);
        if (lines.Count == 0)
        {
            return Outcome<long>.Refused("NOTHING_TO_CARRY_OUT", "Every decision of these boards is carried out, or left to graduation.", "Progression");
        }

        var cohorts = lines.Select(l => $"{l.Programme} year {l.YearOfProgramme}").Distinct().Order(StringComparer.Ordinal).ToList();
        var title = $"Progression {lines[0].AcademicYear}: {string.Join(", ", cohorts.Take(3))}{(cohorts.Count > 3 ? $" and {cohorts.Count - 3} more" : "")}";
        return await bulk.StartAsync(ProgressionJourney.Word, title, Columns, [.. lines.Select(l => Line(l.StudentNumber, l.Numhus, l.AcademicYear))], change, ct);
    }

    /// <summary>Queues the check of taking back all that a run did; the new run's id.</summary>
    public async Task<Outcome<long>> UndoAsync(long runId, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Enrolments, Level.Decide);
        await using var db = await store.CreateDbContextAsync(ct);
        var run = await db.Set<BulkRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == runId && r.Kind == ProgressionJourney.Word, ct);
        if (run is null || !BulkQueries.MayOpen(change.Caller, run.Room, run.RequestedBy))
        {
            return Outcome<long>.Refused("NO_SUCH_RUN", "There is no such progression run, or your roles do not reach it.");
        }

        var done = await db.Set<BulkLine>().AsNoTracking().Where(l => l.RunId == runId && l.State == BulkState.Done).OrderBy(l => l.Number).ToListAsync(ct);
        return await bulk.StartAsync(
            ProgressionUndoJourney.Word,
            $"Taken back: {run.Title}",
            Columns,
            [.. done.Select(l => Line(l[EngagementsOfLines.Student.Name] ?? "", l[EngagementsOfLines.Number.Name] ?? "", l[ProgressionJourney.Year.Name] ?? ""))],
            change,
            ct);
    }

    /// <summary>Decisions that wait to be carried out.</summary>
    internal static IQueryable<AwardDecision> ToCarryOut(RegistryDbContext db) => db.Set<AwardDecision>().AsNoTracking().Where(d => d.Code != AwardCode.Award && !db.Set<AwardDecision>().Any(l => l.SupersedesId == d.Id)
        && !db.Set<ProgressionEntry>().Any(p => p.DecisionId == d.Id && p.Act == ProgressionAct.CarriedOut && !db.Set<ProgressionEntry>().Any(l => l.DecisionId == d.Id && l.Ordinal > p.Ordinal)));

    private static Dictionary<string, string> Line(string student, string engagement, string year) => new()
    {
        [EngagementsOfLines.Student.Name] = student, [EngagementsOfLines.Number.Name] = engagement, [ProgressionJourney.Year.Name] = year,
    };
}
