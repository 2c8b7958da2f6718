using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Students.Filing;

/// <summary>Where the archive fetches a filed document's bytes, until it has confirmed them. Nobody else may.</summary>
public sealed class ArchivePickup(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>The system whose document this is to hold.</summary>
    public const string Archive = "EDRMS";

    /// <summary>Null where there is no such document, or its bytes are with the archive already.</summary>
    public async Task<byte[]?> FetchAsync(string key, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<FiledDocument>().AsNoTracking().Where(d => d.Key == key).Select(d => d.Pdf).SingleOrDefaultAsync(ct);
    }
}
