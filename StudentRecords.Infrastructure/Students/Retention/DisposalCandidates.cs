using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students.Retention;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Students.Retention;

/// <summary>Who is past a period: everybody whose every engagement has ended before the day, unless a legal hold stands.</summary>
internal static class DisposalCandidates
{
    public static async Task<Dictionary<long, DateOnly>> LeftBeforeAsync(RegistryDbContext db, DateOnly before, CancellationToken ct)
    {
        var held = db.Set<LegalHold>().Where(h => h.LiftedOn == null).Select(h => h.PersonId);
        var left = await db.Set<Engagement>().Where(e => !held.Contains(e.PersonId)).GroupBy(e => e.PersonId)
            .Select(g => new { PersonId = g.Key, Open = g.Count(e => e.End == null), Last = g.Max(e => e.End) })
            .Where(g => g.Open == 0 && g.Last < before).ToListAsync(ct);
        return left.ToDictionary(g => g.PersonId, g => g.Last!.Value);
    }

    /// <summary>Why somebody's record is kept after all; null when it may go.</summary>
    public static async Task<string?> KeptBecauseAsync(RegistryDbContext db, long personId, CancellationToken ct) =>
        await db.Set<LegalHold>().AnyAsync(h => h.PersonId == personId && h.LiftedOn == null, ct) ? "A legal hold was placed."
        : await db.Set<Engagement>().AnyAsync(e => e.PersonId == personId && e.End == null, ct) ? "The student came back."
        : null;
}
