using Microsoft.EntityFrameworkCore;
using StudentRecords.Infrastructure.Replay;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Web.Verbs;

internal static class TellStateHash
{
    public static readonly Verb Verb = new("state hash", "[--database FILE]", "Tells rows and hash of what the record says, part by part; equal states have equal hashes.", async (services, _, ct) =>
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<RegistryDbContext>>().CreateDbContextAsync(ct);
        foreach (var (part, rows, hash) in await StateHash.ComputeAsync(db, ct))
        {
            Console.WriteLine($"{part,-15} {rows,10} {hash}");
        }

        return 0;
    });
}
