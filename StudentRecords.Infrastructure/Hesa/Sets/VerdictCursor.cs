using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Hesa.Compare;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Hesa.Sets;

/// <summary>The verdicts of a compare run, one after the other in document order.</summary>
internal sealed class VerdictCursor : IDisposable
{
    private readonly RegistryDbContext db;
    private readonly DbCommand command;
    private readonly DbDataReader rows;
    private readonly CollectionDefinition collection;

    private VerdictCursor(RegistryDbContext db, DbCommand command, DbDataReader rows, CollectionDefinition collection)
    {
        this.db = db;
        this.command = command;
        this.rows = rows;
        this.collection = collection;
        MoveNext();
    }

    /// <summary>The verdict that waits; null after the last.</summary>
    public EntityVerdict? Current { get; private set; }

    public static async Task<VerdictCursor> OpenAsync(IDbContextFactory<RegistryDbContext> store, CollectionDefinition collection, int comparison, CancellationToken ct)
    {
        var db = await store.CreateDbContextAsync(ct);
        await db.Database.OpenConnectionAsync(ct);
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT KeyPath, Status, ExtractRow, SubmittedRow, Fields FROM HesaVerdict WHERE Id BETWEEN {SetNumbers.First(comparison)} AND {SetNumbers.Last(comparison)} ORDER BY Id";
        command.CommandTimeout = 0;
        return new VerdictCursor(db, command, await command.ExecuteReaderAsync(ct), collection);
    }

    public void MoveNext()
    {
        if (!rows.Read())
        {
            Current = null;
            return;
        }

        var key = rows.GetString(0);
        var entity = collection.Of(key)!;
        Current = new EntityVerdict
        {
            Entity = entity,
            KeyPath = key,
            Status = Enum.Parse<EntityStatus>(rows.GetString(1)),
            ExtractRow = rows.IsDBNull(2) ? null : rows.GetInt64(2),
            SubmittedRow = rows.IsDBNull(3) ? null : rows.GetInt64(3),
            Fields = FieldVerdict.Unpack(entity, rows.IsDBNull(4) ? null : rows.GetString(4)),
        };
    }

    /// <summary>The waiting verdict if it is that of the row of the extract, or of the submitted row that has no place in the extract; it is then used up.</summary>
    public EntityVerdict? TakeFor(long? extractRow, long? submittedRow)
    {
        var verdict = Current;
        if (verdict is null || (extractRow is not null ? verdict.ExtractRow != extractRow : verdict.ExtractRow is not null || verdict.SubmittedRow != submittedRow))
        {
            return null;
        }

        MoveNext();
        return verdict;
    }

    public void Dispose()
    {
        rows.Dispose();
        command.Dispose();
        db.Dispose();
    }
}
