using System.Collections.Concurrent;
using System.Data.Common;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace StudentRecords.Tests.Store;

/// <summary>
/// Sits in every test's SQLite store. Each query that is compiled there for the first time is translated by the SQL Server
/// provider too, and its T-SQL parsed and checked against the schema; a query that only SQLite can run fails its own test.
/// </summary>
internal sealed class TSqlWitness : DbCommandInterceptor, IQueryExpressionInterceptor
{
    public static readonly TSqlWitness Instance = new();

    private static readonly string[] OnlySqlite = ["PRAGMA", "sqlite_master"];

    private static readonly MethodInfo TranslateMethod = typeof(TSqlWitness).GetMethod(nameof(Translate), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly ConcurrentDictionary<string, byte> raw = new();

    /// <summary>Every statement seen so far in this process, as T-SQL.</summary>
    public ConcurrentBag<string> Seen { get; } = [];

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
    {
        if (eventData.Context is not null and not Infrastructure.Store.SqlServerRegistryDbContext)
        {
            Witness(queryExpression);
        }

        return queryExpression;
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        WitnessRaw(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        WitnessRaw(command, eventData);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        WitnessRaw(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        WitnessRaw(command, eventData);
        return ValueTask.FromResult(result);
    }

    private void Witness(Expression query)
    {
        var connection = new OfflineConnection();
        using var db = OfflineSqlServer.Context(connection);
        var (moved, parameters) = QueryOnSqlServer.From(query, db);
        var result = moved.Type.IsGenericType && moved.Type.IsAssignableTo(typeof(IQueryable))
            ? typeof(IEnumerable<>).MakeGenericType(moved.Type.GetGenericArguments()[0])
            : moved.Type;
        Exception? answer = null;
        try
        {
            TranslateMethod.MakeGenericMethod(result).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [db, moved, parameters], null);
        }
        catch (Exception e) when (connection.Commands.Count > 0)
        {
            // the translation stands; an empty answer is not enough for Single, Max and the like
            answer = e;
        }

        if (connection.Commands.Count == 0)
        {
            throw new InvalidOperationException($"The query gave no T-SQL. {answer?.Message}");
        }

        Check(connection.Commands);
    }

    /// <summary>SQL written by hand that every provider gets; what belongs to SQLite alone stands in its own context.</summary>
    private void WitnessRaw(DbCommand command, CommandEventData eventData)
    {
        var isByHand = eventData.CommandSource is CommandSource.ExecuteSqlRaw or CommandSource.FromSqlQuery;
        if (isByHand && raw.TryAdd(command.CommandText, 0))
        {
            Check([command.CommandText]);
        }
    }

    private void Check(IReadOnlyList<string> commands)
    {
        foreach (var sql in commands.Where(c => !OnlySqlite.Any(w => c.Contains(w, StringComparison.OrdinalIgnoreCase))))
        {
            Seen.Add(sql);
            if (OfflineSqlServer.Schema.Check(sql) is { Count: > 0 } faults)
            {
                throw new InvalidOperationException($"Not good on SQL Server: {string.Join("; ", faults)}{Environment.NewLine}{sql}");
            }
        }
    }

    private static void Translate<TResult>(DbContext db, Expression query, IReadOnlyDictionary<string, object?> parameters)
    {
        var run = db.GetService<IDatabase>().CompileQuery<TResult>(query, async: false);
        var context = db.GetService<IQueryContextFactory>().Create();
        foreach (var (name, value) in parameters)
        {
            context.Parameters.Add(name, value);
        }

        if (run(context) is System.Collections.IEnumerable rows and not string)
        {
            foreach (var _ in rows)
            {
            }
        }
    }
}
