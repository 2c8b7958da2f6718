using StudentRecords.Infrastructure.Access;
using StudentRecords.Infrastructure.Demo;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Web.Hosting;

/// <summary>What happens between the command and the first page.</summary>
public static class RegistryStart
{
    /// <summary>Brings the store into shape, seeds the demo's users and asks for its institution where wanted, opens the doors and says where.</summary>
    public static async Task StartRegistryAsync(this WebApplication app)
    {
        await StoreMigration.MigrateAsync(app.Services);
        var demo = DemoAsked(app);
        if (demo)
        {
            await DemoUsers.SeedAsync(app.Services);
            await DemoSeeding.RequestAsync(app.Services, DemoPreset.Find(app.Configuration["Demo:Preset"] ?? DemoPreset.Institution.Name));
        }

        await app.StartAsync();
        Console.WriteLine();
        Console.WriteLine($"  Student records: {string.Join("  ", app.Urls)}");
        if (demo)
        {
            Console.WriteLine($"  Demo sign-ins (password {DemoUsers.Password}):");
            foreach (var (userName, displayName, role) in DemoUsers.All)
            {
                Console.WriteLine($"    {userName,-20} {displayName,-18} {Words.Of(role)}");
            }
        }
    }

    // Known passwords: a production host does not get them, whatever the settings say.
    private static bool DemoAsked(WebApplication app) => app.Configuration.GetValue<bool>("Demo:Seed") && !app.Environment.IsProduction();
}
