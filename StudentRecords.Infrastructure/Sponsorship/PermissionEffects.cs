using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Sponsorship;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Integration.Telling;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Support;

namespace StudentRecords.Infrastructure.Sponsorship;

/// <summary>
/// What another permission to study does to work for the institution (F052): Human Resources check the right to work again (F033), and hours that Payroll has
/// not paid yet are taken back where the leave does not reach them (F035). Bursaries and stipends are no work and stay.
/// </summary>
internal static class PermissionEffects
{
    public static async Task LetAsync(RegistryDbContext db, IReadOnlyList<RecordEvent> events, ChangeContext change, CancellationToken ct)
    {
        var told = events.OfType<PermissionChanged>().Select(e => e.Permission).Where(p => p.State != PermissionState.CasAssigned).ToList();
        if (told.Count == 0)
        {
            return;
        }

        var people = told.ConvertAll(p => p.PersonId);
        var roles = await db.Set<StudentStaffRole>().Where(r => people.Contains(r.PersonId) && r.State != StaffRoleState.Ended).ToListAsync(ct);
        if (roles.Count == 0)
        {
            return;
        }

        var studies = roles.Select(r => r.EngagementId).Distinct().ToList();
        var engagements = await db.Set<Engagement>().Include(e => e.Person).Where(e => studies.Contains(e.Id)).ToDictionaryAsync(e => e.Id, ct);
        var ids = roles.ConvertAll(r => (long?)r.Id);
        var pay = await db.Set<PayAuthorisation>().Where(a => ids.Contains(a.RoleId) && a.State == PayState.Sent).ToListAsync(ct);
        foreach (var permission in told)
        {
            DateOnly? until = permission.State == PermissionState.Refused ? null : permission.ValidUntil;
            foreach (var role in roles.Where(r => r.PersonId == permission.PersonId))
            {
                Narrow(role, permission, until);
                var cause = string.Create(CultureInfo.InvariantCulture, $"permission/{permission.Id}/{permission.Version + 1}");
                db.Add(StaffRoleNotices.CheckAgain(role, engagements[role.EngagementId], until, cause, change.At, Correlation(change, role.Id)));
                foreach (var hours in pay.Where(p => p.RoleId == role.Id && p.State == PayState.Sent && !Reaches(permission, until, p.Period)))
                {
                    hours.Revoke("The right to work does not reach it");
                    db.Add(PayNotices.Revoked(hours, engagements[role.EngagementId].Person.StudentNumber, change.At, Correlation(change, hours.Id)));
                }
            }
        }

        db.ChangeTracker.DetectChanges();
    }

    private static void Narrow(StudentStaffRole role, PermissionToStudy permission, DateOnly? until)
    {
        if (permission.State == PermissionState.Refused)
        {
            role.AskAgain("The permission to study was refused");
        }
        else if (permission.State == PermissionState.Curtailed && until is { } last)
        {
            role.ShortenTo(last);
        }
    }

    /// <summary>Whether hours of the pay period may have been worked within the leave.</summary>
    private static bool Reaches(PermissionToStudy permission, DateOnly? until, string period) => permission.State switch
    {
        PermissionState.Refused => false,
        PermissionState.Curtailed => DateOnly.ParseExact($"{period}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture) <= until,
        _ => true,
    };

    private static string Correlation(ChangeContext change, long id) => change.CorrelationId ?? $"{change.Act}-{id}";
}
