using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Faults;

/// <summary>What a kill cannot show, since the page cache survives it: the connection on which the hub commits has been told to wait for the disk.</summary>
public sealed class DurabilityTests
{
    private static readonly string[] Asked = ["synchronous", "journal_mode", "foreign_keys"];

    [FactOnSqlite]
    public async Task HubsOwnWriteConnection_WaitsForTheDisk_AtEveryCommit()
    {
        var witness = new CommitWitness();
        using var registry = new TestRegistry(s => s.ConfigureDbContext<SqliteRegistryDbContext>(o => o.AddInterceptors(witness)));
        await using var hub = await StartedHub.OfAsync(registry);
        var student = (await registry.Given.PersonAsync()).StudentNumber;
        witness.Seen.Clear();
        await hub.SayAsync(Saying.Payment("p1", student, 5m));
        await hub.SayAsync(Saying.HoldPlaced("h1", student));
        Assert.Equal(["synchronous=2, journal_mode=wal, foreign_keys=1", "synchronous=2, journal_mode=wal, foreign_keys=1"], witness.Seen);
    }

    /// <summary>Asks the connection itself, in the transaction that is about to be committed.</summary>
    private sealed class CommitWitness : DbTransactionInterceptor
    {
        public List<string> Seen { get; } = [];

        public override ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            var connection = (SqliteConnection)transaction.Connection!;
            Seen.Add(string.Join(", ", Asked.Select(pragma => $"{pragma}={Ask(connection, pragma)}")));
            return ValueTask.FromResult(result);
        }

        private static object Ask(SqliteConnection connection, string pragma)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA {pragma}";
            return command.ExecuteScalar()!;
        }
    }
}
