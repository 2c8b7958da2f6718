using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Hesa.Compare;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Hesa.Sets;

/// <summary>What a compare run says of each entity, those too of which it kept no row because they are as they were.</summary>
internal static class ComparedEntities
{
    /// <summary>The rows that the run kept.</summary>
    public static IQueryable<SetVerdict> Told(RegistryDbContext db, HesaReturn of)
    {
        var comparison = of.Comparison ?? 0;
        return db.Set<SetVerdict>().AsNoTracking().Where(v => v.Comparison == comparison);
    }

    /// <summary>Rows of the extract of which the run kept none; each goes by the extract's own number.</summary>
    public static IQueryable<SetVerdict> Unchanged(RegistryDbContext db, HesaReturn of)
    {
        var (comparison, first, last) = (of.Comparison ?? 0, SetNumbers.First(of.ExtractSet), SetNumbers.Last(of.ExtractSet));
        return
            from entity in db.Set<SetEntity>().AsNoTracking()
            where of.Comparison != null && entity.Id >= first && entity.Id <= last
            join verdict in db.Set<SetVerdict>().Where(v => v.Comparison == comparison) on (long?)entity.Id equals verdict.ExtractRow into told
            from verdict in told.DefaultIfEmpty()
            where verdict == null
            select new SetVerdict { Id = entity.Id, Comparison = comparison, Entity = entity.Entity, Status = EntityStatus.Unchanged, KeyPath = entity.KeyPath, ExtractRow = entity.Id };
    }

    /// <summary>The entity and its return, by the number of either row; null when there is none.</summary>
    public static async Task<(HesaReturn Of, SetVerdict Verdict)?> FindAsync(RegistryDbContext db, long id, CancellationToken ct)
    {
        if (await db.Set<SetVerdict>().AsNoTracking().SingleOrDefaultAsync(v => v.Id == id, ct) is { } verdict)
        {
            return await db.Set<HesaReturn>().AsNoTracking().SingleOrDefaultAsync(r => r.Comparison == verdict.Comparison, ct) is { } of ? (of, verdict) : null;
        }

        var set = SetNumbers.Set(id);
        return await db.Set<HesaReturn>().AsNoTracking().SingleOrDefaultAsync(r => r.ExtractSet == set && r.Comparison != null, ct) is { } compared
            && await Unchanged(db, compared).SingleOrDefaultAsync(v => v.Id == id, ct) is { } unchanged ? (compared, unchanged) : null;
    }
}
