using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Tests.Store;

/// <summary>The SQL Server store with nothing behind it: its commands are written down, found empty, and checked against the schema of its own script.</summary>
internal static class OfflineSqlServer
{
    private static readonly Lazy<TSqlSchema> Made = new(() => TSqlSchema.Of(IdempotentScript()));

    public static TSqlSchema Schema => Made.Value;

    public static SqlServerRegistryDbContext Context(OfflineConnection? connection = null)
    {
        var options = new DbContextOptionsBuilder<SqlServerRegistryDbContext>();
        StoreRegistration.UseSqlServer(options, "Server=offline");
        var db = new SqlServerRegistryDbContext(options.Options);
        db.Database.SetDbConnection(connection ?? new OfflineConnection());
        return db;
    }

    public static string IdempotentScript()
    {
        using var db = Context();
        return db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);
    }
}
