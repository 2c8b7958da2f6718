using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace StudentRecords.Tests.Faults.Inside;

/// <summary>
/// A disk without room: while the signal stands the store may not grow by a page, and SQLite says that it is full. A disk that is not waited for:
/// commits are acknowledged before they are on it.
/// </summary>
internal sealed class FaultyStore(Signals signals) : DbConnectionInterceptor
{
    private const int NoMore = 1;
    private const int AsEver = 1_073_741_823;

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        // SQLite takes the pages that there are for the least
        command.CommandText = $"PRAGMA max_page_count={(signals.IsUp(Signals.StoreFull) ? NoMore : AsEver)};{(signals.IsUp(Signals.DiskNotWaitedFor) ? "PRAGMA synchronous=OFF;" : "")}";
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
