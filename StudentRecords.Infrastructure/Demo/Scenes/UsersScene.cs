using Microsoft.AspNetCore.Identity;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Calendar;
using StudentRecords.Infrastructure.Access;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Demo.Scenes;

/// <summary>One user for each role, and a second external examiner, so that each of the two sees boards that the other does not.</summary>
internal sealed class UsersScene(IServiceProvider services, RegistryDbContext db, UserManager<RegistryUser> users, TimeProvider clock) : IDemoScene
{
    /// <summary>Examines History; Edith Evans examines the rest.</summary>
    public const string SecondExaminer = "erik.examiner";

    public string Name => "Users";

    public int Length => 2;

    public async Task PlayAsync(DemoPlay play, CancellationToken ct)
    {
        await DemoUsers.SeedAsync(services, ct);
        await using var whole = await db.BeginAsync(ct);
        if (await users.FindByNameAsync(SecondExaminer) is not null)
        {
            return;
        }

        var examiner = new RegistryUser { UserName = SecondExaminer, DisplayName = "Erik Engström", IsSimulated = true };
        var made = await users.CreateAsync(examiner, DemoUsers.Password);
        if (!made.Succeeded)
        {
            throw new InvalidOperationException($"{SecondExaminer}: {made}");
        }

        db.Add(new RoleAssignment(examiner.Id, Role.ExternalExaminer, Scope.Everything, clock.Today(), null));
        await db.SaveAsync(clock.Act(DemoActors.Manager, "AppointExaminer", "Appointed by Senate as external examiner for History", new DateOnly(2022, 9, 1)), ct);
        await whole.CommitAsync(ct);
    }
}
