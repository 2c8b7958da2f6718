using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace StudentRecords.Infrastructure.Store;

/// <summary>
/// Saves on SQLite with statements that are prepared once a connection and text. EF makes a command a row there, and a save of a
/// thousand rows would have the same few texts parsed a thousand times.
/// </summary>
public sealed class KeptStatements : DbCommandInterceptor
{
    /// <summary>Texts differ by which columns changed; a connection that meets more of them than this begins anew.</summary>
    private const int Most = 100;

    private readonly ConditionalWeakTable<DbConnection, Dictionary<string, SqliteCommand>> kept = [];

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) =>
        eventData.CommandSource == CommandSource.SaveChanges && command is SqliteCommand { Connection: not null } asked ? InterceptionResult<DbDataReader>.SuppressWithResult(Run(asked)) : result;

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(ReaderExecuting(command, eventData, result));

    private SqliteDataReader Run(SqliteCommand asked)
    {
        var command = Statement(asked);
        command.Transaction = asked.Transaction;
        command.CommandTimeout = asked.CommandTimeout;
        for (var i = 0; i < command.Parameters.Count; i++)
        {
            command.Parameters[i].Value = asked.Parameters[i].Value;
        }

        return command.ExecuteReader();
    }

    private SqliteCommand Statement(SqliteCommand asked)
    {
        var statements = kept.GetOrCreateValue(asked.Connection!);
        if (statements.TryGetValue(asked.CommandText, out var known))
        {
            return known;
        }

        if (statements.Count >= Most)
        {
            foreach (var old in statements.Values)
            {
                old.Dispose();
            }

            statements.Clear();
        }

        var command = new SqliteCommand(asked.CommandText, asked.Connection);
        foreach (SqliteParameter parameter in asked.Parameters)
        {
            command.Parameters.Add(new SqliteParameter(parameter.ParameterName, parameter.SqliteType));
        }

        return statements[asked.CommandText] = command;
    }
}
