using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Adjustments;

/// <summary>An assessment that a student is registered for, to choose from.</summary>
public sealed record StudentAssessment(string Key, string Title, string Occurrence, string Module, DateOnly? DueOn);

internal static class StudentAssessments
{
    /// <summary>Newest modules first.</summary>
    public static Task<List<StudentAssessment>> ReadAsync(RegistryDbContext db, long personId, CancellationToken ct) => (
        from r in db.Set<ModuleRegistration>().AsNoTracking()
        join c in db.Set<AssessmentComponent>() on r.OccurrenceId equals c.OccurrenceId
        where r.PersonId == personId && r.Status == RegistrationStatus.Registered
        orderby r.Occurrence.Start descending, r.Occurrence.Key, c.Key
        select new StudentAssessment(c.Key, c.Title, r.Occurrence.Key, r.Occurrence.Module.Code, c.DueOn)).Take(500).ToListAsync(ct);
}
