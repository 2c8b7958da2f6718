using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Funding.Loans;
using StudentRecords.Infrastructure.Funding.Stipends;
using StudentRecords.Infrastructure.Misconduct;
using StudentRecords.Infrastructure.Sponsorship;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Support;

namespace StudentRecords.Infrastructure.Integration.Telling;

/// <summary>
/// What else ends when an engagement ends: work for the institution (F033), and payments that Payroll has not made yet (F035). Open cases hear of every
/// status (F070), a studentship's stipend is authorised (F035), work hears of permissions to study, a research degree is looked at anew when what it rests on changes, and confirmations to the loans company are made anew when finance goes on (F049).
/// </summary>
internal static class Following
{
    public static async Task LetAsync(RegistryDbContext db, IReadOnlyList<RecordEvent> events, ChangeContext change, CancellationToken ct)
    {
        await OpenCases.TellAsync(db, events, change, ct);
        await PermissionEffects.LetAsync(db, events, change, ct);
        await ResearchWatch.FollowAsync(db, events, change, ct);
        await StipendAuthorisations.FollowAsync(db, events, change, ct);
        await LoanResumption.FollowAsync(db, events, change, ct);
        await LateBorrowers.FollowAsync(db, events, change, ct);
        var over = events.OfType<StatusChanged>().Where(e => e.IsOver).ToDictionary(e => e.Engagement.Id);
        if (over.Count == 0)
        {
            return;
        }

        var ids = over.Keys.ToList();
        var roles = await db.Set<StudentStaffRole>().Where(r => ids.Contains(r.EngagementId) && r.State != StaffRoleState.Ended).ToListAsync(ct);
        var pay = await db.Set<PayAuthorisation>().Where(a => ids.Contains(a.EngagementId) && a.State == PayState.Sent).ToListAsync(ct);
        if (roles.Count + pay.Count == 0)
        {
            return;
        }

        var people = roles.Select(r => r.PersonId).Concat(pay.Select(p => p.PersonId)).Distinct().ToList();
        var numbers = await db.Set<Person>().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.StudentNumber, ct);
        foreach (var role in roles)
        {
            var end = over[role.EngagementId];
            role.End(end.Entry.EffectiveOn, $"The engagement is {end.Status}");
            db.Add(StaffRoleNotices.Ended(role, numbers[role.PersonId], change.At, Correlation(change, role.Id)));
        }

        foreach (var payment in pay)
        {
            payment.Revoke($"The engagement is {over[payment.EngagementId].Status}");
            db.Add(PayNotices.Revoked(payment, numbers[payment.PersonId], change.At, Correlation(change, payment.Id)));
        }

        db.ChangeTracker.DetectChanges();
    }

    private static string Correlation(ChangeContext change, long id) => change.CorrelationId ?? $"{change.Act}-{id}";
}
