using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Asking;

/// <summary>
/// F012 RatifiedGradesPublished as it would be told of a student now. Worked from the ratified decisions, which are kept for life: the messages that told of them lose their
/// content when their own time is over.
/// </summary>
internal static class DecidedGrades
{
    /// <summary>Oldest first; nothing of it is saved.</summary>
    public static async Task<IReadOnlyList<OutboxMessage>> OfAsync(RegistryDbContext db, Person person, CancellationToken ct)
    {
        var decided = await (from d in db.Set<BoardDecision>().AsNoTracking()
                             where d.PersonId == person.Id
                             join r in db.Set<ModuleRegistration>() on d.RegistrationId equals r.Id
                             orderby d.RatifiedAt, d.Id
                             select new { Decision = d, r.OccurrenceId }).ToListAsync(ct);
        var headings = new Dictionary<long, BoardHeading>();
        foreach (var run in decided.Select(d => d.OccurrenceId).Distinct())
        {
            headings[run] = await BoardHeading.ReadAsync(db, run, ct);
        }

        // an appeal's decision stands beside the one before it, under the next version
        return [.. decided.GroupBy(d => d.Decision.RegistrationId).SelectMany(g => g.Select((d, before) => BoardNotices.GradesPublished(d.Decision, headings[d.OccurrenceId], person.StudentNumber, before + 1, d.Decision.RatifiedAt, "asked")))];
    }
}
