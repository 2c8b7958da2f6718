using StudentRecords.Domain.Hesa;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Hesa.Sets;

/// <summary>Writes entities, given in the order of their keys, into a new set.</summary>
internal sealed class SetWriter(RegistryDbContext db, int set)
{
    private readonly BulkRows<SetEntity> rows = new(db);
    private string last = "";

    public int Count { get; private set; }

    /// <summary>Entities with at least one field that could not be derived.</summary>
    public int Errors { get; private set; }

    /// <summary>True when a chunk reached the store.</summary>
    /// <exception cref="InvalidDataException">The entity does not follow the one before, or is the same.</exception>
    public ValueTask<bool> AddAsync(ReturnEntity entity, long effective, CancellationToken ct) => AddAsync(new SetEntity
    {
        Id = Next(entity.KeyPath),
        Entity = entity.Entity.Name,
        KeyPath = entity.KeyPath,
        RootKey = entity.Entity.Parent is null ? EntityKey.Root(entity.KeyPath) : null,
        Hash = entity.Fields.Hash(),
        Errors = entity.Fields.Errors,
        Effective = effective,
        SourceKind = entity.SourceKind,
        SourceId = entity.SourceId,
        Fields = entity.Fields.Pack(),
    }, ct);

    public ValueTask<bool> AddAsync(PictureRow row, CancellationToken ct) => AddAsync(new SetEntity
    {
        Id = Next(row.KeyPath),
        Entity = row.Entity,
        KeyPath = row.KeyPath,
        RootKey = row.IsRoot ? EntityKey.Root(row.KeyPath) : null,
        Hash = row.Hash,
        Errors = 0,
        IsDeleted = row.IsDeleted,
        Effective = row.Effective,
        SourceKind = row.SourceKind,
        SourceId = row.SourceId,
        Fields = row.Packed,
    }, ct);

    public Task EndAsync(CancellationToken ct) => rows.FlushAsync(ct);

    private ValueTask<bool> AddAsync(SetEntity row, CancellationToken ct)
    {
        Errors += row.Errors > 0 ? 1 : 0;
        return rows.AddAsync(row, ct);
    }

    private long Next(string keyPath)
    {
        if (string.CompareOrdinal(last, keyPath) >= 0)
        {
            throw new InvalidDataException($"{keyPath.Replace('\u001E', '/').Replace('\u001F', '=')} does not follow the key before it.");
        }

        last = keyPath;
        return SetNumbers.Id(set, ++Count);
    }
}
