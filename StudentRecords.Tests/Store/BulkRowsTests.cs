using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking.Internal;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using StudentRecords.Infrastructure.Hesa.Rules;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Conventions;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Store;

public sealed class BulkRowsTests : IDisposable
{
    private readonly TestRegistry registry = new();

    public void Dispose() => registry.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("Zoë Ó Súilleabháin")]
    [InlineData("𝒜 beyond the basic plane")]
    [InlineData("before\0after")]
    public async Task Text_ComesBackAsItWasWritten(string text)
    {
        await using var db = registry.CreateDbContext();
        await WriteAsync(db, Finding(1, text));
        Assert.Equal(text, (await db.Set<SetFinding>().SingleAsync()).Sentence);
    }

    [Fact]
    public async Task LongText_ComesBackWhole()
    {
        await using var db = registry.CreateDbContext();
        var text = string.Concat(Enumerable.Repeat("ŵ and more. ", 2_000));
        await WriteAsync(db, Finding(1, text), Finding(2, "short"));
        Assert.Equal([text, "short"], await db.Set<SetFinding>().OrderBy(f => f.Id).Select(f => f.Sentence).ToListAsync());
    }

    [Fact]
    public async Task ARowThatIsThereAlready_IsRefusedAndNothingOfItsChunkStays()
    {
        await using var db = registry.CreateDbContext();
        var refused = await Assert.ThrowsAsync<SqliteException>(() => WriteAsync(db, Finding(1, "one"), Finding(2, "two"), Finding(1, "one again")));
        Assert.Contains("UNIQUE", refused.Message);
        Assert.Empty(await db.Set<SetFinding>().ToListAsync());
    }

    /// <summary>Two ways into one table must leave the same row: types and texts of the embedded store too.</summary>
    [Fact]
    public async Task EveryTableThatMayBeWrittenInBulk_HoldsWhatTheContextWouldHaveWritten()
    {
        await using var db = registry.CreateDbContext();
        await db.Database.OpenConnectionAsync();
        await db.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys=OFF");
        var compared = 0;
        foreach (var entity in db.Model.GetEntityTypes().Where(e => !e.IsAudited() && !e.IsOwned() && e.GetTableName() is not null && !e.GetComplexProperties().Any() && e.GetProperties().All(p => !p.IsShadowProperty())))
        {
            Empty(db, entity);
            var row = Row(db, entity);
#pragma warning disable EF1001 // past the guard of the record, which asks for a change context
            await db.GetService<IStateManager>().SaveChangesAsync(true);
#pragma warning restore EF1001
            var saved = Stored(db, entity);
            db.ChangeTracker.Clear();
            Empty(db, entity);
            await (Task)Bulk.MakeGenericMethod(entity.ClrType).Invoke(null, [db, row])!;
            Assert.Equal(saved, Stored(db, entity));
            compared++;
        }

        Assert.True(compared > 10, $"Only {compared} tables were compared.");
    }

    private static readonly MethodInfo Bulk = typeof(BulkRowsTests).GetMethod(nameof(WriteOneAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static Task WriteOneAsync<T>(RegistryDbContext db, T row)
        where T : class => WriteAsync(db, row);

    private static async Task WriteAsync<T>(RegistryDbContext db, params T[] rows)
        where T : class
    {
        var bulk = new BulkRows<T>(db);
        foreach (var row in rows)
        {
            await bulk.AddAsync(row, CancellationToken.None);
        }

        await bulk.FlushAsync(CancellationToken.None);
    }

    private static object Row(DbContext db, IEntityType entity)
    {
        var row = RuntimeHelpers.GetUninitializedObject(entity.ClrType);
        var entry = db.Entry(row);
        foreach (var property in entity.GetProperties())
        {
            entry.Property(property).CurrentValue = Plausible.Value(property.ClrType);
        }

        entry.State = EntityState.Added;
        return row;
    }

    // triggers keep some tables from being emptied: the row is theirs alone, and the database this test's
    private static void Empty(RegistryDbContext db, IEntityType entity)
    {
        foreach (var trigger in Rows(db, $"SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '{entity.GetTableName()}'"))
        {
            Rows(db, $"DROP TRIGGER \"{trigger}\"");
        }

        Rows(db, $"DELETE FROM \"{entity.GetTableName()}\"");
    }

    private static List<string> Stored(RegistryDbContext db, IEntityType entity)
    {
        var columns = entity.GetProperties().Select(p => $"typeof(\"{p.GetColumnName()}\") || ' ' || quote(\"{p.GetColumnName()}\")");
        return Rows(db, $"SELECT '{entity.GetTableName()}: ' || {string.Join(" || ', ' || ", columns)} FROM \"{entity.GetTableName()}\"");
    }

    private static List<string> Rows(RegistryDbContext db, string sql)
    {
        using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // names of the model's own tables and columns
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }

    private static SetFinding Finding(long id, string sentence) => new() { Id = id, Check = 1, Rule = "R", Entity = "Student", KeyPath = "K", Sentence = sentence };
}
