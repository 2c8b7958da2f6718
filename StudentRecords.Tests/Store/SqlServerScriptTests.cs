using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Store;

public sealed class SqlServerScriptTests
{
    [Fact]
    public void TheMigrationScript_HasNoFaults() => Assert.Empty(OfflineSqlServer.Schema.Faults);

    [Fact]
    public void TheCreateScript_HasNoFaults()
    {
        using var db = OfflineSqlServer.Context();
        Assert.Empty(TSqlSchema.Of(db.Database.GenerateCreateScript()).Faults);
    }

    [Fact]
    public void TheMigrationScript_MakesEveryTableOfTheModel()
    {
        using var db = OfflineSqlServer.Context();
        var tables = DesignModel(db).GetRelationalModel().Tables.Select(t => t.Name);
        Assert.Equal(tables.Append("MigrationHistory").Order(StringComparer.Ordinal), OfflineSqlServer.Schema.Tables.Order(StringComparer.Ordinal));
    }

    /// <summary>SQL Server refuses an OUTPUT clause on a table with triggers, and EF Core writes one unless the model knows of them.</summary>
    [Fact]
    public void TheModel_KnowsOfEveryTrigger()
    {
        using var db = OfflineSqlServer.Context();
        var known = DesignModel(db).GetEntityTypes().Where(e => e.GetDeclaredTriggers().Any()).Select(e => e.GetTableName()!).Distinct();
        Assert.Equal(known.Order(StringComparer.Ordinal), OfflineSqlServer.Schema.Triggered.Order(StringComparer.Ordinal));
    }

    [FactOnSqlite]
    public async Task BothProviders_HaveTriggersOnTheSameTables()
    {
        using var registry = new TestRegistry();
        var here = await registry.ReadAsync(db => db.Database.SqlQueryRaw<string>("SELECT DISTINCT tbl_name AS Value FROM sqlite_master WHERE type = 'trigger'").ToListAsync());
        Assert.Equal(here.Order(StringComparer.Ordinal), OfflineSqlServer.Schema.Triggered.Order(StringComparer.Ordinal));
    }

    private static IModel DesignModel(DbContext db) => db.GetService<IDesignTimeModel>().Model;
}
