using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Support;

/// <summary>Work that a student is to do for the institution.</summary>
public sealed record ProposeRole
{
    public required long PersonId { get; init; }
    public required string Title { get; init; }
    public required decimal HoursPerWeek { get; init; }
    public required DateOnly From { get; init; }
    public DateOnly? To { get; init; }
}

/// <summary>Students who work for the institution: proposed here, checked by Human Resources (F033, F034), paid by Payroll only after that (F035).</summary>
public sealed class StaffRoleService(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>Tells Human Resources; the new role's id.</summary>
    public async Task<Outcome<long>> ProposeAsync(ProposeRole request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Support, Level.Change);
        List<Refusal> faults = [.. StudentStaffRole.Faults(request.Title, request.HoursPerWeek, request.From, request.To)];
        await using var db = await store.CreateDbContextAsync(ct);
        var people = db.Set<Person>().Within(db, change.Caller.ReachOf(Room.Support, Level.Change)).Select(p => p.Id);
        var engagement = await db.Set<Engagement>().Include(e => e.Person).Where(e => e.PersonId == request.PersonId && people.Contains(e.PersonId) && e.Status == EngagementStatus.Enrolled).OrderByDescending(e => e.Start).FirstOrDefaultAsync(ct);
        if (engagement is null)
        {
            faults.Add(new("NOT_ENROLLED", "Only an enrolled student works here as a student, or your roles do not reach them.", "F033"));
        }

        if (faults.Count > 0)
        {
            return Outcome<long>.Refused(faults);
        }

        var role = new StudentStaffRole(request.PersonId, engagement!.Id, request.Title.Trim(), request.HoursPerWeek, request.From, request.To);
        db.Add(role);
        db.Add(StaffRoleNotices.Proposed(role, engagement, change));
        await db.SaveAsync(change, ct);
        return role.Id;
    }

    public async Task<Outcome> EndAsync(long roleId, DateOnly on, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Support, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        var people = db.Set<Person>().Within(db, change.Caller.ReachOf(Room.Support, Level.Change)).Select(p => p.Id);
        if (await db.Set<StudentStaffRole>().SingleOrDefaultAsync(r => r.Id == roleId && people.Contains(r.PersonId), ct) is not { } role)
        {
            return Outcome.Refused("ROLE_UNKNOWN", "There is no such work, or your roles do not reach the student.");
        }

        var outcome = role.End(on, change.Reason);
        if (outcome.Succeeded)
        {
            var student = await db.Set<Person>().Where(p => p.Id == role.PersonId).Select(p => p.StudentNumber).SingleAsync(ct);
            db.Add(StaffRoleNotices.Ended(role, student, change.At, change.CorrelationId ?? $"{change.Act}-{role.Id}"));
            await db.SaveAsync(change, ct);
        }

        return outcome;
    }
}

/// <summary>F033: what Human Resources are told of a student's work.</summary>
internal static class StaffRoleNotices
{
    public static OutboxMessage Proposed(StudentStaffRole role, Engagement engagement, ChangeContext change) => Message("StudentStaffRoleProposed", role, engagement.Person.StudentNumber, "1", change.At, change.CorrelationId ?? $"{change.Act}-{role.Id}", new
    {
        role = role.Key, student = engagement.Person.StudentNumber, familyName = engagement.Person.FamilyName, givenNames = engagement.Person.GivenNames, engagement = engagement.Numhus,
        title = role.Title, hoursPerWeek = role.HoursPerWeek, from = role.From, to = role.To, isSponsored = engagement.IsSponsored,
    });

    /// <summary>Human Resources are asked to check the right to work again: the permission to study is another. They hear its last day; null where there is none.</summary>
    public static OutboxMessage CheckAgain(StudentStaffRole role, Engagement engagement, DateOnly? mayStudyUntil, string cause, DateTimeOffset at, string correlation) => Message("StudentStaffRoleProposed", role, engagement.Person.StudentNumber, cause, at, correlation, new
    {
        role = role.Key, student = engagement.Person.StudentNumber, familyName = engagement.Person.FamilyName, givenNames = engagement.Person.GivenNames, engagement = engagement.Numhus,
        title = role.Title, hoursPerWeek = role.HoursPerWeek, from = role.From, to = role.To, isSponsored = engagement.IsSponsored, mayStudyUntil,
    });

    public static OutboxMessage Ended(StudentStaffRole role, string student, DateTimeOffset at, string correlation) =>
        Message("StudentStaffRoleEnded", role, student, "2", at, correlation, new { role = role.Key, student, endsOn = role.To });

    private static OutboxMessage Message(string type, StudentStaffRole role, string student, string version, DateTimeOffset at, string correlation, object body) =>
        new("F033", "HR", type, $"{student}/{role.Key}/{version}", $"{student}/role/{role.Key}", JsonSerializer.Serialize(body, JsonSerializerOptions.Web), role.PersonId, at, null, correlation);
}
