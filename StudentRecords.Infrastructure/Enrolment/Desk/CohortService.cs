using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Infrastructure.Enrolment.Bulk;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Enrolment.Desk;

/// <summary>Puts a whole cohort through re-enrolment: those of a programme and year of programme, or everybody within reach.</summary>
public sealed class CohortService(IDbContextFactory<RegistryDbContext> store, BulkService bulk)
{
    /// <summary>Queues the check of everybody who is enrolled and has no session in the year; the run's id.</summary>
    /// <param name="programmeId">Null is every programme within reach.</param>
    /// <param name="year">Academic year to re-enrol into.</param>
    /// <param name="stage">Only who was in this year of the programme last; null is all of them.</param>
    /// <param name="change">Who asks.</param>
    /// <param name="ct">Stops before anything is queued.</param>
    public async Task<Outcome<long>> CheckAsync(long? programmeId, AcademicYear year, int? stage, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Enrolments, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        var programmes = db.Set<Programme>().Within(change.Caller.ReachOf(Room.Enrolments, Level.Change)).Where(p => programmeId == null || p.Id == programmeId);
        var title = programmeId is null ? "Every programme" : await programmes.Select(p => p.Code).SingleOrDefaultAsync(ct);
        if (title is null)
        {
            return Outcome<long>.Refused("PROGRAMME_UNKNOWN", "There is no such programme, or your roles do not reach it.");
        }

        var within = programmes.Select(p => p.Id);
        var cohort = await DeskQueries.ToReEnrol(db.Set<Engagement>().AsNoTracking().Where(e => within.Contains(e.ProgrammeId)), year.Start, year.End)
            .Where(e => stage == null || e.Sessions.OrderByDescending(s => s.Start).Select(s => s.YearOfProgramme).FirstOrDefault() == stage)
            .OrderBy(e => e.Numhus).Select(e => new { e.Person.StudentNumber, e.Numhus }).ToListAsync(ct);
        return await bulk.StartAsync(ReEnrolJourney.Word, $"{title}{(stage is { } s ? $", year {s}" : "")}, into {year}", [.. new[] { EngagementsOfLines.Student, EngagementsOfLines.Number, ReEnrolJourney.Year }.Select(c => c.Name)],
            [.. cohort.Select(c => new Dictionary<string, string> { [EngagementsOfLines.Student.Name] = c.StudentNumber, [EngagementsOfLines.Number.Name] = c.Numhus, [ReEnrolJourney.Year.Name] = year.ToString() })], change, ct);
    }
}
