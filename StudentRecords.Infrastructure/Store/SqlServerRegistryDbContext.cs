using Microsoft.EntityFrameworkCore;

namespace StudentRecords.Infrastructure.Store;

/// <summary>The store for institutions that outgrow one machine.</summary>
public sealed class SqlServerRegistryDbContext(DbContextOptions<SqlServerRegistryDbContext> options) : RegistryDbContext(options)
{
    internal override Task LockTrailAsync(CancellationToken ct) =>
        Database.ExecuteSqlRawAsync("UPDATE AuditHead SET Sequence = Sequence WHERE Id = 1", ct);
}
