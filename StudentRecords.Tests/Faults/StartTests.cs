using Microsoft.Data.Sqlite;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Faults;

/// <summary>A process that is killed while it starts leaves nothing behind that holds up the next.</summary>
public sealed class StartTests
{
    [FactOnSqlite]
    public async Task Start_AfterAKillThatLeftTheMigrationLock_IsNotHeldUp()
    {
        using var registry = new TestRegistry(on: TestDatabase.AsFile());
        await using (var connection = new SqliteConnection($"Data Source={registry.File}"))
        {
            await connection.OpenAsync();
            await using var left = connection.CreateCommand();
            left.CommandText = "INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2024-06-03 08:59:59+00:00')";
            await left.ExecuteNonQueryAsync();
        }

        Assert.False(await StoreMigration.MigrateAsync(registry.Services).WaitAsync(TimeSpan.FromMinutes(1)));
    }
}
