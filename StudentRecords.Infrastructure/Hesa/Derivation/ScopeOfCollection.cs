using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Hesa;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Hesa.Derivation;

/// <summary>Which course sessions a collection speaks of: see <c>docs/decisions/hesa-what-is-in-a-year.md</c>.</summary>
internal static class ScopeOfCollection
{
    /// <summary>
    /// Those whose session year starts in the reference year, of people who were enrolled and did not leave before the first day.
    /// A session starts in the same reference year as its session year, so that its own start can be asked for.
    /// </summary>
    public static IQueryable<CourseSession> Sessions(RegistryDbContext db, CollectionDefinition collection)
    {
        var (from, to) = (collection.Start, collection.End);
        return db.Set<CourseSession>().Where(s => s.Start >= from && s.Start <= to
            && (s.End == null || s.End > s.Start)
            && s.Engagement.Statuses.Any(x => x.Status == EngagementStatus.Enrolled && !x.IsUndone
                && !s.Engagement.Statuses.Any(u => u.IsUndone && u.Corrects == (x.Corrects ?? x.Ordinal))));
    }
}
