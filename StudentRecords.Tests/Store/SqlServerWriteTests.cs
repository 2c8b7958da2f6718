using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking.Internal;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Tests.Store;

/// <summary>What the SQL Server store writes when rows are added, changed and deleted.</summary>
public sealed class SqlServerWriteTests
{
    public static TheoryData<string> Entities()
    {
        using var db = OfflineSqlServer.Context();
        return [.. db.Model.GetEntityTypes().Where(e => !e.IsOwned() && e.GetTableName() is not null).Select(e => e.Name)];
    }

    [Theory]
    [MemberData(nameof(Entities))]
    public async Task EveryRow_CanBeAddedChangedAndDeleted(string name)
    {
        foreach (var state in (EntityState[])[EntityState.Added, EntityState.Modified, EntityState.Deleted])
        {
            var connection = new OfflineConnection();
            await using var db = OfflineSqlServer.Context(connection);
            var entity = db.Model.FindEntityType(name)!;
            if (state == EntityState.Modified && entity.GetProperties().All(p => p.IsPrimaryKey()))
            {
                continue; // a row that is all key is added or deleted, never changed
            }

            Fill(db, entity, state);

            // nobody is there to say that a row was touched
            var answer = await Record.ExceptionAsync(() => SaveAsync(db));

            Assert.True(connection.Commands.Count > 0, answer?.ToString());
            Assert.All(connection.Commands, sql => Assert.Empty(OfflineSqlServer.Schema.Check(sql)));
            if (entity.GetDeclaredTriggers().Any())
            {
                Assert.All(connection.Commands, sql => Assert.DoesNotContain("OUTPUT", sql, StringComparison.Ordinal));
            }
        }
    }

    /// <summary>What the context itself writes by hand: the hold on the trail, and whatever else it answers differently from SQLite.</summary>
    [Fact]
    public async Task EveryStatementOfTheContextItself_IsGood()
    {
        var own = typeof(SqlServerRegistryDbContext).GetMethods(BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
            .Where(m => m.ReturnType.IsAssignableTo(typeof(Task)) && m.GetBaseDefinition() != m);
        foreach (var method in own)
        {
            var connection = new OfflineConnection();
            await using var db = OfflineSqlServer.Context(connection);
            await (Task)method.Invoke(db, [.. method.GetParameters().Select(p => Plausible.Value(p.ParameterType))])!;
            Assert.NotEmpty(connection.Commands);
            Assert.All(connection.Commands, sql => Assert.Empty(OfflineSqlServer.Schema.Check(sql)));
        }
    }

    private static void Fill(DbContext db, IEntityType entity, EntityState state)
    {
        var row = db.Entry(RuntimeHelpers.GetUninitializedObject(entity.ClrType));
        foreach (var property in entity.GetProperties().Where(p => !p.IsShadowProperty() && (!p.IsNullable || p.IsKey())))
        {
            row.Property(property).CurrentValue = Plausible.Value(property.ClrType);
        }

        foreach (var property in entity.GetComplexProperties().Where(p => !p.IsNullable))
        {
            row.ComplexProperty(property).CurrentValue = RuntimeHelpers.GetUninitializedObject(property.ClrType);
        }

        row.State = state;
    }

#pragma warning disable EF1001 // past the guard of the record, which asks for a change context and would read the head of the trail first
    private static Task SaveAsync(DbContext db) => db.GetService<IStateManager>().SaveChangesAsync(true);
#pragma warning restore EF1001
}
