using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Sponsorship;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards.Consequences;

/// <summary>What tells which systems a decision on a student's studies concerns.</summary>
/// <param name="Numhus">The engagement.</param>
/// <param name="IsRunning">Enrolled or interrupted: a study that has ended is no news.</param>
/// <param name="SupportNumber">The loans company's number; null for those whom it does not support.</param>
/// <param name="IsSponsored">The institution sponsors the visa.</param>
/// <param name="CasNumber">Of the newest permission to study.</param>
internal sealed record ConcernedStudent(string Numhus, bool IsRunning, string? SupportNumber, bool IsSponsored, string? CasNumber);

/// <summary>Reads it for many at once.</summary>
internal static class ConcernedStudents
{
    /// <summary>By engagement.</summary>
    public static async Task<IReadOnlyDictionary<long, ConcernedStudent>> OfAsync(RegistryDbContext db, long[] engagementIds, CancellationToken ct)
    {
        var engagements = await db.Set<Engagement>().AsNoTracking().Where(e => engagementIds.Contains(e.Id)).Select(e => new { e.Id, e.PersonId, e.Numhus, e.Status, e.IsSponsored }).ToListAsync(ct);
        long[] people = [.. engagements.Select(e => e.PersonId).Distinct()];
        var support = (await db.Set<PersonIdentifier>().AsNoTracking().Where(i => people.Contains(i.PersonId) && i.Kind == IdentifierKinds.SupportNumber && i.To == null)
            .Select(i => new { i.PersonId, i.Value }).ToListAsync(ct)).ToLookup(i => i.PersonId, i => i.Value);
        var cas = await CasNumbers.OfAsync(db, people, ct);
        return engagements.ToDictionary(e => e.Id, e => new ConcernedStudent(
            e.Numhus, e.Status is EngagementStatus.Enrolled or EngagementStatus.Interrupted, support[e.PersonId].FirstOrDefault(), e.IsSponsored, cas.GetValueOrDefault(e.PersonId)));
    }
}
