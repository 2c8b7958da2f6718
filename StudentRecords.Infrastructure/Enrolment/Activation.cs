using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Sponsorship;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Enrolment;

/// <summary>
/// The activation chain: an expected engagement is enrolled as soon as identity is verified and no hold stands, whichever of the
/// answers comes last, and modules registered before are charged. Loads once what the decision needs for a set of people.
/// </summary>
internal sealed class Activation
{
    private static readonly string[] FullTime = ["01", "02", "03"];
    private readonly FeeAssessment fees = new();
    private ILookup<long, Engagement> expected = Array.Empty<Engagement>().ToLookup(_ => 0L);
    private ILookup<long, Engagement> running = Array.Empty<Engagement>().ToLookup(_ => 0L);
    private ILookup<long, Hold> holds = Array.Empty<Hold>().ToLookup(_ => 0L);
    private ILookup<long, PermissionToStudy> permissions = Array.Empty<PermissionToStudy>().ToLookup(_ => 0L);
    private HashSet<long> verified = [];
    private HashSet<long> died = [];

    /// <param name="db">The unit of work.</param>
    /// <param name="people">Whose enrolment may be confirmed.</param>
    /// <param name="ct">Stops loading.</param>
    /// <param name="alsoProgrammes">Codes of programmes on which engagements will be made that are not in the record yet.</param>
    public async Task LoadAsync(RegistryDbContext db, IReadOnlyCollection<long> people, CancellationToken ct, IReadOnlyCollection<string>? alsoProgrammes = null)
    {
        expected = (await db.Set<Engagement>().Include(e => e.Person).ThenInclude(p => p.Identifiers).Include(e => e.Statuses)
            .Where(e => people.Contains(e.PersonId) && e.Status == EngagementStatus.Expected).AsSplitQuery().ToListAsync(ct)).ToLookup(e => e.PersonId);
        await LoadStandingAsync(db, people, ct);
        await fees.LoadAsync(db, [.. expected.SelectMany(e => e)], ct, alsoProgrammes);
    }

    /// <summary>Only what decisions look at, for callers that hold the engagements themselves.</summary>
    public async Task LoadStandingAsync(RegistryDbContext db, IReadOnlyCollection<long> people, CancellationToken ct)
    {
        running = (await db.Set<Engagement>().Where(e => people.Contains(e.PersonId) && FullTime.Contains(e.Mode)
            && (e.Status == EngagementStatus.Enrolled || e.Status == EngagementStatus.Interrupted)).ToListAsync(ct)).ToLookup(e => e.PersonId);
        holds = (await db.Set<Hold>().Where(h => people.Contains(h.PersonId) && h.ReleasedOn == null).ToListAsync(ct)).ToLookup(h => h.PersonId);
        verified = (await db.Set<IdentityVerification>().Where(v => people.Contains(v.PersonId) && v.State == VerificationState.Passed).Select(v => v.PersonId).ToListAsync(ct)).ToHashSet();
        permissions = (await db.Set<PermissionToStudy>().Where(p => people.Contains(p.PersonId)).ToListAsync(ct)).ToLookup(p => p.PersonId);
        died = (await db.Set<Person>().Where(p => people.Contains(p.Id) && p.DiedOn != null).Select(p => p.Id).ToListAsync(ct)).ToHashSet();
    }

    public bool IsVerified(long person) => verified.Contains(person);

    public void Verified(long person) => verified.Add(person);

    public IEnumerable<Hold> OpenHolds(long person) => holds[person].Where(h => h.IsOpen);

    /// <summary>A hold that was placed in this unit of work.</summary>
    public void Placed(Hold hold) => holds = holds.SelectMany(g => g).Append(hold).Distinct().ToLookup(h => h.PersonId);

    /// <summary>A permission that came in this unit of work.</summary>
    public void Permitted(PermissionToStudy permission) => permissions = permissions.SelectMany(g => g).Append(permission).Distinct().ToLookup(p => p.PersonId);

    /// <summary>What a decision about the person's engagement looks at.</summary>
    public EnrolmentStanding Standing(long person, bool overlapAllowed = false) => new()
    {
        IdentityVerified = IsVerified(person), OpenHolds = [.. OpenHolds(person)], Permissions = [.. permissions[person]], Others = [.. running[person], .. expected[person]],
        OverlapAllowed = overlapAllowed, HasDied = died.Contains(person),
    };

    /// <summary>Enrols every expected engagement of the person that nothing stands in the way of; gives those enrolled.</summary>
    public IReadOnlyList<Engagement> Try(RegistryDbContext db, long person, DateOnly today, DateTimeOffset now, string correlation)
    {
        var enrolled = expected[person].Where(e => Confirm(db, e, today, now, correlation).Succeeded).ToList();
        return enrolled;
    }

    /// <summary>Enrols one engagement, or says why not, and tells whom it concerns.</summary>
    public Outcome Confirm(RegistryDbContext db, Engagement engagement, DateOnly today, DateTimeOffset now, string correlation, bool overlapAllowed = false)
    {
        var effective = engagement.Start < today ? engagement.Start : today;
        var outcome = engagement.Confirm(Standing(engagement.PersonId, overlapAllowed), effective, now);
        if (!outcome.Succeeded)
        {
            return outcome;
        }

        fees.Assess(db, engagement, now, correlation);
        db.Add(EnrolmentNotices.StatusView(engagement.Person, engagement, now, correlation));
        if (EnrolmentNotices.LoanRegistration(engagement.Person, engagement, now, correlation) is { } loan)
        {
            db.Add(loan);
        }

        return outcome;
    }
}
