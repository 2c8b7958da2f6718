using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Files;

/// <summary>Looks into the incoming folders and asks for a job only when something finished lies there.</summary>
internal sealed class DropFolderWatch(HubFolders folders, IDbContextFactory<RegistryDbContext> store, TimeProvider clock, IConfiguration configuration, ILogger<DropFolderWatch> log)
    : HubPump(TimeSpan.FromSeconds(5), configuration, log)
{
    public const string Requester = "HUB";

    internal override async Task BeatAsync(CancellationToken ct)
    {
        if (folders.Open().Any(DropClaims.Waits))
        {
            await using var db = await store.CreateDbContextAsync(ct);
            await JobQueue.RequestAsync<DropFolderJob>(db, new { }, nameof(DropFolderJob), Requester, clock.GetUtcNow(), ct);
            await db.SaveChangesAsync(ct);
        }
    }
}
