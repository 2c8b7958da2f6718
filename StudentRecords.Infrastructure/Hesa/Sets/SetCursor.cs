using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Hesa.Compare;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Hesa.Sets;

/// <summary>A set of the store, row by row in the order of its keys. The fields of a row are fetched only when they are asked for.</summary>
internal sealed class SetCursor : IEntityCursor, IDisposable
{
    private const string Compared = "Id, KeyPath, CASE WHEN Errors = 0 AND IsDeleted = 0 THEN Hash ELSE 0 END, Errors, IsDeleted, Fields";
    private const string Whole = Compared + ", Effective, SourceKind, SourceId, Entity";
    private readonly RegistryDbContext db;
    private readonly DbCommand command;
    private readonly DbDataReader rows;

    private SetCursor(RegistryDbContext db, DbCommand command, DbDataReader rows)
    {
        this.db = db;
        this.command = command;
        this.rows = rows;
    }

    public string KeyPath => rows.GetString(1);

    public long Hash => rows.GetInt64(2);

    public int Errors => rows.GetInt32(3);

    public bool IsDeleted => rows.GetBoolean(4);

    public long Effective => rows.GetInt64(6);

    public long Row => rows.GetInt64(0);

    public string? SourceKind => rows.IsDBNull(7) ? null : rows.GetString(7);

    public long? SourceId => rows.IsDBNull(8) ? null : rows.GetInt64(8);

    public string Entity => rows.GetString(9);

    public string Packed => rows.GetString(5);

    /// <summary>On a connection of its own, so that two sets can be read side by side.</summary>
    public static Task<SetCursor> OpenAsync(IDbContextFactory<RegistryDbContext> store, int set, CancellationToken ct) =>
        OpenAsync(store, (SetNumbers.First(set), SetNumbers.Last(set)), isWhole: true, ct);

    /// <summary>The rows of a set from one id to another.</summary>
    /// <param name="isWhole">False where only what a comparison asks for is to be read.</param>
    public static async Task<SetCursor> OpenAsync(IDbContextFactory<RegistryDbContext> store, (long First, long Last) ids, bool isWhole, CancellationToken ct)
    {
        var db = await store.CreateDbContextAsync(ct);
        await db.Database.OpenConnectionAsync(ct);
        if (db.Database.IsSqlite())
        {
            // each row is read once: more pages kept would be memory for nothing
            await db.Database.ExecuteSqlRawAsync("PRAGMA cache_size=-16384", ct);
        }

        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT {(isWhole ? Whole : Compared)} FROM HesaEntity WHERE Id BETWEEN @first AND @last ORDER BY Id";
        command.CommandTimeout = 0;
        Bind(command, "@first", ids.First);
        Bind(command, "@last", ids.Last);
        return new SetCursor(db, command, await command.ExecuteReaderAsync(ct));
    }

    /// <summary>Rows gone through so far.</summary>
    public int Read { get; private set; }

    public bool MoveNext()
    {
        Read++;
        return rows.Read();
    }

    public FieldSet Fields(EntityDefinition entity) => FieldSet.Unpack(entity, Packed);

    public Func<FieldSet> FieldsLater(EntityDefinition entity)
    {
        var packed = Packed;
        return () => FieldSet.Unpack(entity, packed);
    }

    public void Dispose()
    {
        rows.Dispose();
        command.Dispose();
        db.Dispose();
    }

    private static void Bind(DbCommand command, string name, long value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
