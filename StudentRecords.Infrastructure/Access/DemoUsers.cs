using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Access;

/// <summary>One named person for each role of the demo institution. Never seeded unless <c>Demo:Seed</c> asks for it.</summary>
public static class DemoUsers
{
    public const string Password = "Registry!Demo2026";

    public static readonly IReadOnlyList<(string UserName, string DisplayName, Role Role)> All =
    [
        ("olga.officer", "Olga Osei", Role.RegistryOfficer),
        ("martin.manager", "Martin Mbeki", Role.RegistryManager),
        ("adam.admissions", "Adam Adeyemi", Role.AdmissionsOfficer),
        ("priya.programmes", "Priya Patel", Role.ProgrammeAdministrator),
        ("mark.marker", "Mark Mason", Role.Marker),
        ("moira.moderator", "Moira Murray", Role.Moderator),
        ("sana.secretary", "Sana Siddiqui", Role.ExamBoardSecretary),
        ("charles.chair", "Charles Chen", Role.BoardChair),
        ("edith.examiner", "Edith Evans", Role.ExternalExaminer),
        ("amira.adjustments", "Amira Abadi", Role.AdjustmentsOfficer),
        ("iris.integrity", "Iris Inglis", Role.AcademicIntegrityOfficer),
        ("femi.fees", "Femi Fashola", Role.FeesOfficer),
        ("sofia.sponsorship", "Sofia Santos", Role.SponsorshipOfficer),
        ("ruth.returns", "Ruth Rahman", Role.StatutoryReturnsOfficer),
        ("ivan.integration", "Ivan Ingram", Role.IntegrationOperator),
        ("audrey.auditor", "Audrey Archer", Role.Auditor),
        ("ada.admin", "Ada Abbott", Role.Administrator),
    ];

    /// <summary>Adds those that are missing; changes nobody who is there.</summary>
    public static async Task SeedAsync(IServiceProvider services, CancellationToken ct = default)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RegistryDbContext>();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<RegistryUser>>();
        var clock = scope.ServiceProvider.GetRequiredService<TimeProvider>();
        var names = await db.Users.Select(u => u.UserName).ToListAsync(ct);
        var missing = All.Where(u => !names.Contains(u.UserName)).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        await using var own = await db.BeginAsync(ct);
        // One hash for all: the password is printed at every start, and hashing is slow on purpose.
        var hash = users.PasswordHasher.HashPassword(new RegistryUser(), Password);
        var assignments = new List<RoleAssignment>();
        foreach (var (userName, displayName, role) in missing)
        {
            var user = new RegistryUser { UserName = userName, DisplayName = displayName, IsSimulated = true, PasswordHash = hash };
            var made = await users.CreateAsync(user);
            if (!made.Succeeded)
            {
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{userName}: {made}"));
            }

            assignments.Add(new RoleAssignment(user.Id, role, Scope.Everything, clock.Today(), null));
        }

        db.AddRange(assignments);
        var change = new ChangeContext { Caller = Caller.System("DEMO"), At = clock.GetUtcNow(), Act = "SeedDemoUsers", Reason = "The demo institution's people." };
        await db.SaveAsync(change, ct);
        await own.CommitAsync(ct);
    }
}
