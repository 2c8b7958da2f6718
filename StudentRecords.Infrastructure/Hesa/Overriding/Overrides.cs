using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Hesa.Derivation;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Hesa.Overriding;

/// <summary>The approved overrides of a collection that hold on a day, laid over what was derived.</summary>
internal sealed class Overrides(ILookup<string, ValueOverride> byKey)
{
    public static async Task<Overrides> OfAsync(RegistryDbContext db, CollectionDefinition collection, DateOnly day, CancellationToken ct) =>
        new((await db.Set<ValueOverride>().AsNoTracking().Where(o => o.Collection == collection.Code && o.ApprovedBy != null && o.EndedAt == null).ToListAsync(ct))
            .Where(o => o.HoldsOn(day)).OrderBy(o => o.ApprovedAt).ToLookup(o => o.KeyPath, StringComparer.Ordinal));

    public IEnumerable<ReturnEntity> Over(IEnumerable<ReturnEntity> entities)
    {
        foreach (var entity in entities)
        {
            foreach (var put in byKey[entity.KeyPath])
            {
                entity.Fields.Set(put.Field, put.Value, Step.Overridden);
            }

            yield return entity;
        }
    }
}
