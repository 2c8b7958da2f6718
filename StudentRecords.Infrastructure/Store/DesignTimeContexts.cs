using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace StudentRecords.Infrastructure.Store;

/// <summary>For <c>dotnet ef</c> only.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteRegistryDbContext>
{
    public SqliteRegistryDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqliteRegistryDbContext>();
        StoreRegistration.UseSqlite(options, "design-time.db");
        return new SqliteRegistryDbContext(options.Options);
    }
}

/// <summary>For <c>dotnet ef</c> only.</summary>
internal sealed class SqlServerDesignTime : IDesignTimeDbContextFactory<SqlServerRegistryDbContext>
{
    public SqlServerRegistryDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqlServerRegistryDbContext>();
        StoreRegistration.UseSqlServer(options, "Server=design-time");
        return new SqlServerRegistryDbContext(options.Options);
    }
}
