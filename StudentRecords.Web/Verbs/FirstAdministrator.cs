using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Infrastructure.Access;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Web.Verbs;

/// <summary>The one user whom no user can make. Refused as soon as there is an administrator.</summary>
internal static class FirstAdministrator
{
    public static readonly Verb Verb = new("users first-administrator", "USERNAME \"FULL NAME\" [--database FILE]", "Makes the first administrator of a new database.", RunAsync);

    private static async Task<int> RunAsync(IServiceProvider services, VerbArguments args, CancellationToken ct)
    {
        if (args.Plain is not [var userName, var fullName])
        {
            await Console.Error.WriteLineAsync("Give a user name and, in quotation marks, the full name.");
            return 2;
        }

        await StoreMigration.MigrateAsync(services, ct);
        await using (var db = await services.GetRequiredService<IDbContextFactory<RegistryDbContext>>().CreateDbContextAsync(ct))
        {
            if (await db.Set<RoleAssignment>().AnyAsync(a => a.Role == Role.Administrator, ct))
            {
                await Console.Error.WriteLineAsync("There has been an administrator already; users are made on the Users page.");
                return 1;
            }
        }

        var clock = services.GetRequiredService<TimeProvider>();
        var change = new ChangeContext { Caller = Caller.System("COMMAND-LINE"), At = clock.GetUtcNow(), Act = "MakeFirstAdministrator", Reason = "A new database has nobody who could make users." };
        var made = await services.GetRequiredService<AccessService>().CreateUserAsync(new NewUser { UserName = userName, DisplayName = fullName }, change, ct);
        if (!made.Succeeded)
        {
            return await RefusedAsync(made);
        }

        var given = await services.GetRequiredService<RoleService>().AssignAsync(new NewAssignment { UserId = made.Value.Id, Role = Role.Administrator, Scope = Scope.Everything, From = clock.Today() }, change, ct);
        if (!given.Succeeded)
        {
            return await RefusedAsync(given);
        }

        Console.WriteLine($"{userName} may sign in with {made.Value.TemporaryPassword} and is asked for a new password then.");
        return 0;
    }

    private static async Task<int> RefusedAsync(Outcome outcome)
    {
        foreach (var refusal in outcome.Refusals)
        {
            await Console.Error.WriteLineAsync(refusal.Sentence);
        }

        return 1;
    }
}
