using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Students.Identity;

/// <summary>
/// Asks for a new check of somebody's identity (F025, answered by F026): after one that failed, whose hold was released by hand, or whose evidence has run out. What the earlier checks said stays.
/// </summary>
public sealed class VerificationService(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>The new case's reference; refused with every reason at once.</summary>
    public async Task<Outcome<string>> AskAgainAsync(long personId, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Persons, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        // under the lock: of two who ask at once the second finds the first one's case
        await using var whole = await db.BeginAsync(ct);
        if (await db.Set<Person>().Where(p => p.Id == personId).Within(db, change.Caller.ReachOf(Room.Persons, Level.Change)).SingleOrDefaultAsync(ct) is not { } person)
        {
            return Outcome<string>.Refused("PERSON_UNKNOWN", "There is no such person, or your roles do not reach them.");
        }

        var checks = await db.Set<IdentityVerification>().AsNoTracking().Where(v => v.PersonId == personId).ToListAsync(ct);
        var refusals = new List<Refusal>();
        if (checks.Find(c => !c.IsFinal) is { } open)
        {
            refusals.Add(new("CHECK_IS_OPEN", $"The check {open.CaseReference} has no result yet; its answer comes by F026.", "F025"));
        }

        if (person.DiedOn is not null)
        {
            refusals.Add(new("HAS_DIED", "The student has died; nothing is asked of them.", "F025"));
        }

        if (!await db.Set<Engagement>().AnyAsync(e => e.PersonId == personId && Engagement.OpenStatuses.Contains(e.Status), ct))
        {
            refusals.Add(new("NOT_HERE", "Nobody is checked who is neither expected nor here.", "F025"));
        }

        if (refusals.Count > 0)
        {
            return Outcome<string>.Refused(refusals);
        }

        var verification = IdentityVerification.Next(person, checks.Count, change.At);
        db.Add(verification);
        db.Add(EnrolmentNotices.VerificationRequested(person, verification, change.At, change.CorrelationId ?? $"{change.Act}-{verification.CaseReference}"));
        await db.SaveAsync(change, ct);
        await whole.CommitAsync(ct);
        return verification.CaseReference;
    }
}
