using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Registration;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Enrolment.Registration;

/// <summary>Reads a cohort's sessions with what is registered in each, in four questions however many there are, and lets the check judge.</summary>
internal static class CohortReading
{
    public static async Task<List<CheckedStudentRow>> RowsAsync(RegistryDbContext db, IQueryable<CourseSession> sessions, CancellationToken ct)
    {
        var people = await sessions.Select(s => new
        {
            s.Part, s.PersonId, s.SessionYear, s.YearOfProgramme, s.EngagementId, s.Engagement.Person.StudentNumber, Name = s.Engagement.Person.FamilyName + ", " + s.Engagement.Person.GivenNames,
            s.Engagement.Programme.Code, s.Engagement.ProgrammeVersionId, s.Engagement.ProgrammeVersion.CatalogueVersion,
        }).ToListAsync(ct);
        var versions = sessions.Select(s => s.Engagement.ProgrammeVersionId).Distinct();
        var structures = (await db.Set<ProgrammeVersion>().AsNoTracking().Where(v => versions.Contains(v.Id)).Select(v => new { v.Id, v.Structure }).ToListAsync(ct)).ToDictionary(v => v.Id, v => ProgrammeStructure.Read(v.Structure));
        var ids = sessions.Select(s => s.Id);
        var taken = (await db.Set<ModuleRegistration>().AsNoTracking().Where(r => ids.Contains(r.SessionId) && r.Status == RegistrationStatus.Registered).Select(r => new
        {
            r.EngagementId, r.Occurrence.Key, r.Occurrence.Module.Code, r.Occurrence.ModuleVersion.Credits, r.Occurrence.ModuleVersion.Level, r.Occurrence.AcademicYear, r.Occurrence.Period, r.SetAside,
        }).ToListAsync(ct)).ToLookup(r => r.EngagementId);
        var persons = sessions.Select(s => s.PersonId);
        var passed = (await (
            from d in db.Set<BoardDecision>().AsNoTracking().Where(d => persons.Contains(d.PersonId) && (d.Outcome == BoardOutcome.Passed || d.Outcome == BoardOutcome.Condoned || d.Outcome == BoardOutcome.Compensated))
            join r in db.Set<ModuleRegistration>() on d.RegistrationId equals r.Id
            select new { d.PersonId, r.Session.SessionYear, r.Occurrence.Module.Code }).Distinct().ToListAsync(ct)).ToLookup(d => d.PersonId);
        // a transfer parts a year; the later part says where the student is, the modules of both count
        return [.. people.GroupBy(p => p.EngagementId).Select(g => g.MaxBy(p => p.Part)!).Select(p =>
        {
            var mine = taken[p.EngagementId].Select(r => new TakenModule
            {
                EngagementId = r.EngagementId, Occurrence = r.Key, Module = r.Code, Credits = r.Credits, Level = r.Level, SessionYear = p.SessionYear, AcademicYear = r.AcademicYear, Period = r.Period,
                Start = default, End = default, Standing = ModuleStanding.Taking, SetAside = r.SetAside?.Split(' ') ?? [],
            }).ToList();
            var before = passed[p.PersonId].Where(d => d.SessionYear != p.SessionYear).Select(d => d.Code).ToHashSet(StringComparer.Ordinal);
            return new CheckedStudentRow
            {
                PersonId = p.PersonId, StudentNumber = p.StudentNumber, Name = p.Name, Programme = p.Code, CatalogueVersion = p.CatalogueVersion, YearOfProgramme = p.YearOfProgramme,
                Credits = mine.Sum(m => m.Credits), Findings = StageCheck.Of(structures[p.ProgrammeVersionId], p.YearOfProgramme, mine, before),
            };
        })];
    }
}
