using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace StudentRecords.Infrastructure.Store;

/// <summary>
/// Holds a unit of work to reading while <see cref="RegistryDbContext.OnlyReadsFor"/> names for whom: every command that would write is refused before it reaches the store,
/// whether it comes from a save, from an update or deletion of many rows at once, or from SQL of somebody's own.
/// </summary>
public sealed partial class ReadOnlyUnits : DbCommandInterceptor
{
    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) => Refuse(command, eventData, result);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Refuse(command, eventData, result));

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) => Refuse(command, eventData, result);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Refuse(command, eventData, result));

    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result) => Refuse(command, eventData, result);

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Refuse(command, eventData, result));

    /// <summary>Reads begin with SELECT or WITH and hold no word of writing outside their quotes; whatever else it is, it is no read.</summary>
    private static T Refuse<T>(DbCommand command, CommandEventData eventData, T result)
    {
        if (eventData.Context is RegistryDbContext { OnlyReadsFor: { } whom } && !IsRead(command.CommandText))
        {
            throw new InvalidOperationException(RegistryDbContext.MayChangeNothing(whom));
        }

        return result;
    }

    internal static bool IsRead(string sql) => Quoted().Replace(sql, " ") is var plain && Begins().IsMatch(plain) && !Writes().IsMatch(plain);

    [GeneratedRegex("""'(?:[^']|'')*'|"(?:[^"]|"")*"|\[(?:[^\]]|\]\])*\]|--[^\n]*|/\*.*?\*/""", RegexOptions.Singleline)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^[\s;]*(SELECT|WITH)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Begins();

    [GeneratedRegex(@"\b(INSERT|UPDATE|DELETE|MERGE|REPLACE\s+INTO|INTO|TRUNCATE|CREATE|ALTER|DROP|EXEC|EXECUTE|ATTACH|PRAGMA)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Writes();
}
