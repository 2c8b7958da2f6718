using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Infrastructure.Integration.Telling;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Funding.Stipends;

/// <summary>
/// F040 to F035: a studentship that names a stipend authorises its instalments, in the save in which the award comes or the enrolment is confirmed, and each night what comes near (<see cref="StipendsJob"/>). An amendment takes back
/// what has not been paid and authorises it anew, a termination takes back what falls due after the last day.
/// </summary>
internal static class StipendAuthorisations
{
    /// <summary>A scheme is part of a key.</summary>
    private const int LongestScheme = 120;

    public static async Task FollowAsync(RegistryDbContext db, IReadOnlyList<RecordEvent> events, ChangeContext change, CancellationToken ct)
    {
        var engagements = events.OfType<StudentshipChanged>().Select(e => e.Award.EngagementId).Concat(events.OfType<StatusChanged>().Where(e => e.IsIn).Select(e => e.Engagement.Id)).Distinct().ToList();
        if (engagements.Count > 0 && await LetAsync(db, engagements, change, ct) > 0)
        {
            db.ChangeTracker.DetectChanges();
        }
    }

    /// <summary>Authorises and revokes what these engagements' studentships want today; not saved. Gives how many payments changed.</summary>
    public static async Task<int> LetAsync(RegistryDbContext db, IReadOnlyCollection<long> engagementIds, ChangeContext change, CancellationToken ct)
    {
        var saved = await db.Set<FundingAward>().Where(a => a.Kind == AwardKind.Studentship && engagementIds.Contains(a.EngagementId)).ToListAsync(ct);
        var awards = saved.Union(db.Set<FundingAward>().Local.Where(a => a.Kind == AwardKind.Studentship && engagementIds.Contains(a.EngagementId))).OrderBy(a => a.Id).ToList();
        if (awards.Count == 0)
        {
            return 0;
        }

        var (studies, people) = (awards.Select(a => a.EngagementId).Distinct().ToList(), awards.Select(a => a.PersonId).Distinct().ToList());
        var engagements = await db.Set<Engagement>().Include(e => e.Person).Include(e => e.Statuses).Where(e => studies.Contains(e.Id)).ToDictionaryAsync(e => e.Id, ct);
        var given = (await db.Set<PayAuthorisation>().Where(a => a.Kind == PayKind.Stipend && people.Contains(a.PersonId)).ToListAsync(ct)).ToLookup(a => (a.PersonId, a.Scheme));
        return awards.Where(a => engagements.ContainsKey(a.EngagementId)).Sum(a => Let(db, a, engagements[a.EngagementId], [.. given[(a.PersonId, Scheme(a))]], change));
    }

    private static int Let(RegistryDbContext db, FundingAward award, Engagement engagement, List<PayAuthorisation> given, ChangeContext change)
    {
        var plan = StipendPlan.Of(award, engagement, given, UkTime.Day(change.At));
        foreach (var (payment, because) in plan.Unfit)
        {
            payment.Revoke(because);
            db.Add(PayNotices.Revoked(payment, engagement.Person.StudentNumber, change.At, change.CorrelationId ?? $"{change.Act}-{payment.Id}"));
        }

        foreach (var part in plan.Due)
        {
            // one that was revoked keeps its key: another of the same period is another instalment
            var instalment = given.Where(g => g.Period == part.Period).Select(g => g.Instalment).DefaultIfEmpty().Max() + 1;
            var terms = new PayTerms(PayKind.Stipend, Scheme(award), part.Period, instalment, part.Amount) { AwardId = award.Id, DueOn = part.DueOn };
            var payment = new PayAuthorisation(award.PersonId, engagement.Id, engagement.Person.StudentNumber, terms, UkTime.Day(change.At));
            db.Add(payment);
            db.Add(PayNotices.Authorised(payment, engagement, change));
        }

        return plan.Unfit.Count + plan.Due.Count;
    }

    private static string Scheme(FundingAward award) => award.Key.Length <= LongestScheme ? award.Key : award.Key[..LongestScheme];
}
