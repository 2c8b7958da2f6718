using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using StudentRecords.Infrastructure.Store.Conventions;

namespace StudentRecords.Infrastructure.Store;

/// <summary>
/// Writes rows of one table by the hundred thousand: a prepared insert on SQLite, bulk copy on SQL Server, a transaction a
/// chunk so that others can write in between (or the caller's own). Only for tables that are no part of the audited record.
/// </summary>
public sealed class BulkRows<T>
    where T : class
{
    private readonly RegistryDbContext db;
    private readonly List<T> waiting;
    private readonly int chunk;
    private readonly string table;
    private readonly (string Column, Type Type, Func<T, object> Value)[] columns;

    /// <exception cref="InvalidOperationException">The table is part of the audited record.</exception>
    public BulkRows(RegistryDbContext db, int chunk = 5_000)
    {
        var entity = db.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is not mapped.");
        if (entity.IsAudited())
        {
            throw new InvalidOperationException($"{typeof(T).Name} is audited and cannot be written in bulk.");
        }

        this.db = db;
        this.chunk = chunk;
        waiting = new List<T>(chunk);
        table = entity.GetTableName()!;
        var stored = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        columns = [.. entity.GetProperties().Select(p => (p.GetColumnName(stored)!, ProviderType(p), Value(p)))];
    }

    /// <summary>Rows written so far, without those that wait for their chunk to fill.</summary>
    public long Written { get; private set; }

    /// <summary>True when a chunk was written.</summary>
    public async ValueTask<bool> AddAsync(T row, CancellationToken ct)
    {
        waiting.Add(row);
        if (waiting.Count < chunk)
        {
            return false;
        }

        await FlushAsync(ct);
        return true;
    }

    public async Task FlushAsync(CancellationToken ct)
    {
        if (waiting.Count == 0)
        {
            return;
        }

        await using var own = db.Database.CurrentTransaction is null ? await db.BeginAsync(ct) : null;
        var transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        if (transaction is SqlTransaction server)
        {
            await CopyAsync(server, ct);
        }
        else
        {
            Insert(transaction, ct);
        }

        if (own is not null)
        {
            await own.CommitAsync(ct);
        }

        Written += waiting.Count;
        waiting.Clear();
    }

    // The embedded store does its work on this thread whatever it is asked: without await it is twice as fast.
    private void Insert(DbTransaction transaction, CancellationToken ct)
    {
        using var insert = new SqliteInsert((SqliteConnection)transaction.Connection!, table, [.. columns.Select(c => c.Column)]);
        foreach (var row in waiting)
        {
            ct.ThrowIfCancellationRequested();
            for (var i = 0; i < columns.Length; i++)
            {
                insert.Bind(i, columns[i].Value(row));
            }

            insert.Run();
        }
    }

    private async Task CopyAsync(SqlTransaction transaction, CancellationToken ct)
    {
        using var rows = new DataTable();
        using var copy = new SqlBulkCopy(transaction.Connection, SqlBulkCopyOptions.CheckConstraints, transaction) { DestinationTableName = $"[{table}]", BulkCopyTimeout = 600 };
        foreach (var (column, type, _) in columns)
        {
            rows.Columns.Add(column, type);
            copy.ColumnMappings.Add(column, column);
        }

        foreach (var row in waiting)
        {
            rows.Rows.Add([.. columns.Select(c => c.Value(row))]);
        }

        await copy.WriteToServerAsync(rows, ct);
    }

    private static Type ProviderType(IProperty property)
    {
        var type = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
        return Nullable.GetUnderlyingType(type) ?? type;
    }

    private static Func<T, object> Value(IProperty property)
    {
        var getter = property.GetGetter();
        var convert = property.GetTypeMapping().Converter?.ConvertToProvider;
        return convert is null
            ? row => getter.GetClrValue(row) ?? DBNull.Value
            : row => getter.GetClrValue(row) is { } value ? convert(value) ?? DBNull.Value : DBNull.Value;
    }
}
