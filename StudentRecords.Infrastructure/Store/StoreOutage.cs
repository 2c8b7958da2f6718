using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace StudentRecords.Infrastructure.Store;

/// <summary>Tells a store that is away, full or busy from a fault of what was asked of it.</summary>
public static class StoreOutage
{
    // busy, locked, read-only or failing disk, full, cannot open
    private static readonly HashSet<int> Sqlite = [5, 6, 8, 10, 13, 14];

    // timeout, connection and log-in failures, deadlock victim, log or disk full, failover in progress
    private static readonly HashSet<int> SqlServer = [-2, -1, 2, 20, 53, 64, 233, 1105, 1205, 4060, 9002, 10053, 10054, 10060, 10928, 10929, 40197, 40501, 40613];

    /// <summary>No message and no row is at fault: whoever asked may come back later.</summary>
    public static bool Is(Exception fault) => fault.GetBaseException() switch
    {
        SqliteException e => Sqlite.Contains(e.SqliteErrorCode),
        SqlException e => SqlServer.Contains(e.Number),
        IOException or TimeoutException => true,
        _ => false,
    };
}
