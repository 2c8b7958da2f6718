using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace StudentRecords.Infrastructure.Store;

/// <summary>Brings the store to the shape that this build needs.</summary>
public static class StoreMigration
{
    /// <summary>Makes the database when there is none; says whether it did.</summary>
    public static async Task<bool> MigrateAsync(IServiceProvider services, CancellationToken ct = default)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        if (configuration["Database:Path"] is { Length: > 0 } path && Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        await using var db = await services.GetRequiredService<IDbContextFactory<RegistryDbContext>>().CreateDbContextAsync(ct);
        var isNew = !(await db.Database.GetAppliedMigrationsAsync(ct)).Any();
        // On SQLite EF holds its migration lock as a row, which outlives a process that is killed while it has it; the next would wait for ever.
        // A start that has nothing to migrate does not touch it.
        if ((await db.Database.GetPendingMigrationsAsync(ct)).Any())
        {
            await db.Database.MigrateAsync(ct);
        }

        return isNew;
    }
}
