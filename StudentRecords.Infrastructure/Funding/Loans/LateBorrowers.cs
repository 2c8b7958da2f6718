using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Integration.Telling;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Funding.Loans;

/// <summary>
/// When somebody who is enrolled already gets a number of the loans company, or another one, in the same save: the registration of the year that runs is confirmed to the company under it (F049).
/// </summary>
internal static class LateBorrowers
{
    public static async Task FollowAsync(RegistryDbContext db, IReadOnlyList<RecordEvent> events, ChangeContext change, CancellationToken ct)
    {
        var given = events.OfType<SupportNumberGiven>().GroupBy(e => e.Number.PersonId).ToDictionary(g => g.Key, g => g.Last().Number.Value);
        var people = given.Keys.ToList();
        if (people.Count == 0)
        {
            return;
        }

        var engagements = await db.Set<Engagement>().Include(e => e.Person).Include(e => e.Statuses).Where(e => people.Contains(e.PersonId) && e.Status == EngagementStatus.Enrolled).ToListAsync(ct);
        var ids = engagements.ConvertAll(e => e.Id);
        var sessions = (await db.Set<CourseSession>().AsNoTracking().Where(s => ids.Contains(s.EngagementId)).OrderBy(s => s.Start).ToListAsync(ct)).ToLookup(s => s.EngagementId);
        var told = await db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Flow == LoanConfirmations.Flow && m.Type == LoanConfirmations.Registration && m.PersonId != null && people.Contains(m.PersonId.Value)).Select(m => m.Key).ToListAsync(ct);
        foreach (var engagement in engagements)
        {
            var years = sessions[engagement.Id].DistinctBy(s => s.SessionYear).ToList();
            var first = ReportedStep.RegistrationKey(engagement.Person.StudentNumber, engagement.Numhus);
            var (key, year, on) = years is [_, .., var latest] ? ($"{first}/{latest.SessionYear}", latest.SessionYear, latest.Start) : (first, AcademicYear.Of(engagement.Current.EffectiveOn).ToString(), engagement.Current.EffectiveOn);
            db.Add(LoanConfirmations.Registered(new Borrower(engagement.PersonId, engagement.Person.StudentNumber, engagement.Numhus, given[engagement.PersonId]), LoanConfirmations.Again(key, told), year, on, change));
        }
    }
}
