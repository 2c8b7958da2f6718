using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Students;

/// <summary>Which of a person's engagements is meant where only one is said: the one last begun, with its newest session.</summary>
internal static class StudyOf
{
    public static async Task<Dictionary<long, CurrentStudy>> EachAsync(RegistryDbContext db, long[] people, CancellationToken ct)
    {
        var engagements = await db.Set<Engagement>().AsNoTracking().Where(e => people.Contains(e.PersonId))
            .Select(e => new { e.Id, e.PersonId, e.Start, e.Status, e.Programme.Code, e.ProgrammeVersion.Title }).ToListAsync(ct);
        var newest = engagements.GroupBy(e => e.PersonId).Select(g => g.OrderBy(e => e.Start).ThenBy(e => e.Id).Last()).ToList();
        var ids = newest.Select(e => e.Id).ToArray();
        var sessions = (await db.Set<CourseSession>().AsNoTracking().Where(s => ids.Contains(s.EngagementId))
            .Select(s => new { s.EngagementId, s.SessionYear, s.YearOfProgramme, s.Start }).ToListAsync(ct)).ToLookup(s => s.EngagementId);
        return newest.ToDictionary(e => e.PersonId, e =>
        {
            var session = sessions[e.Id].MaxBy(s => s.Start);
            return new CurrentStudy(e.Id, e.Status, e.Code, e.Title, session?.SessionYear, session?.YearOfProgramme);
        });
    }
}
