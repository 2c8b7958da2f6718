using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Jobs;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Demo;

/// <summary>Asks for the demo institution when a database is new.</summary>
public static class DemoSeeding
{
    /// <summary>Asks once in a database's life, and never where another has begun the record. False when nothing was asked.</summary>
    public static async Task<bool> RequestAsync(IServiceProvider services, DemoPreset preset, CancellationToken ct = default)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<RegistryDbContext>>().CreateDbContextAsync(ct);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        if (await db.Set<JobRequest>().AnyAsync(j => j.Kind == nameof(SeedDemoJob), ct) || !await DatabaseOrigin.ClaimAsync(db, "demo", now, ct))
        {
            return false;
        }

        await JobQueue.RequestAsync<SeedDemoJob>(db, new SeedDemoJob.Wish(preset.Name), nameof(SeedDemoJob), "DEMO", now, ct);
        await db.SaveChangesAsync(ct);
        return true;
    }
}
