using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Store;

/// <summary>Two migration sets, one record: neither lags behind the model, and both make the same tables.</summary>
public sealed class ProvidersInStepTests
{
    [Fact]
    public void SqlServerMigrations_HoldTheWholeModel()
    {
        using var db = OfflineSqlServer.Context();
        Assert.False(db.Database.HasPendingModelChanges(), "Run build/remake-initial-migrations.sh.");
    }

    [Fact]
    public void SqliteMigrations_HoldTheWholeModel()
    {
        using var db = Sqlite();
        Assert.False(db.Database.HasPendingModelChanges(), "Run build/remake-initial-migrations.sh.");
    }

    [Fact]
    public void BothProviders_HaveMigrationsOfTheSameNames()
    {
        using var sqlite = Sqlite();
        using var server = OfflineSqlServer.Context();
        Assert.Equal(sqlite.Database.GetMigrations(), server.Database.GetMigrations());
    }

    [Fact]
    public void BothProviders_HaveTheSameColumnsKeysAndIndexes()
    {
        using var sqlite = Sqlite();
        using var server = OfflineSqlServer.Context();
        Assert.Equal(Shape(sqlite), Shape(server));
    }

    private static SqliteRegistryDbContext Sqlite()
    {
        var options = new DbContextOptionsBuilder<SqliteRegistryDbContext>();
        StoreRegistration.UseSqlite(options, RunFolder.NewFile(".db"));
        return new(options.Options);
    }

    private static IEnumerable<string> Shape(DbContext db) => db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables
        .SelectMany(t => (IEnumerable<string>)
        [
            .. t.Columns.Select(c => $"{t.Name}.{c.Name}{(c.IsNullable ? " null" : "")}"),
            .. t.UniqueConstraints.Select(c => $"{t.Name} {c.Name} ({Names(c.Columns)})"),
            .. t.Indexes.Select(i => $"{t.Name} {i.Name} ({Names(i.Columns)}){(i.IsUnique ? " unique" : "")}"),
            .. t.ForeignKeyConstraints.Select(f => $"{t.Name} {f.Name} ({Names(f.Columns)}) {f.PrincipalTable.Name} {f.OnDeleteAction}"),
        ])
        .Order(StringComparer.Ordinal);

    private static string Names(IEnumerable<IColumnBase> columns) => string.Join(", ", columns.Select(c => c.Name));
}
