using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Hesa;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Hesa.Sets;

/// <summary>Ids of the rows of both sides from one cut to the next: whole trees, the same ones on each side.</summary>
/// <param name="Before">Rows of both sides before this part.</param>
internal readonly record struct SetPart((long First, long Last) Extract, (long First, long Last) Submitted, int Before);

/// <summary>
/// Cuts an extract, and the submitted record beside it, into parts of about the same size that can be compared at the same
/// time. A cut falls before an entity without parent (a student, a course), so that no status has to cross it.
/// </summary>
internal static class SetParts
{
    /// <summary>Rows below which another part is not worth its threads.</summary>
    private const int Least = 20_000;

    /// <summary>Cores that a compare run takes at most, for others use the machine too.</summary>
    private const int Most = 4;

    /// <summary>Parts that are worth their threads on this machine.</summary>
    public static int Wanted(int rows) => Math.Clamp(Math.Min(Environment.ProcessorCount, rows / Least), 1, Most);

    /// <summary>As many parts as wanted, or fewer where the trees are large.</summary>
    /// <param name="rows">Number of entities in the extract.</param>
    public static async Task<IReadOnlyList<SetPart>> CutAsync(RegistryDbContext db, int extract, int submitted, int rows, int wanted, CollectionDefinition collection, CancellationToken ct)
    {
        List<SetPart> parts = [];
        var (now, before) = (SetNumbers.First(extract), SetNumbers.First(submitted));
        for (var n = 1; n < wanted; n++)
        {
            var cut = await RootFromAsync(db, SetNumbers.Id(extract, (int)((long)rows * n / wanted)), SetNumbers.Last(extract), ct);
            if (cut is not { } root || root.Id <= now || collection.Of(root.KeyPath) is not { ComparesWithSiblings: false })
            {
                continue;
            }

            var beside = await FromKeyAsync(db, submitted, root.KeyPath, ct);
            parts.Add(Part(now, root.Id - 1, before, beside - 1));
            (now, before) = (root.Id, beside);
        }

        parts.Add(Part(now, SetNumbers.Last(extract), before, SetNumbers.Last(submitted)));
        return parts;
    }

    private static SetPart Part(long now, long lastNow, long before, long lastBefore) => new((now, lastNow), (before, lastBefore), SetNumbers.Place(now) + SetNumbers.Place(before));

    private static Task<Root?> RootFromAsync(RegistryDbContext db, long from, long last, CancellationToken ct) =>
        db.Set<SetEntity>().Where(e => e.Id >= from && e.Id <= last && e.RootKey != null).OrderBy(e => e.Id).Select(e => new Root(e.Id, e.KeyPath)).FirstOrDefaultAsync(ct);

    // Keys have no index of their own: they are in order, so that twenty looks find the place.
    private static async Task<long> FromKeyAsync(RegistryDbContext db, int set, string key, CancellationToken ct)
    {
        var last = SetNumbers.Last(set);
        var (low, high) = (SetNumbers.First(set), 1 + (await db.Set<SetEntity>().Where(e => e.Id >= SetNumbers.First(set) && e.Id <= last).MaxAsync(e => (long?)e.Id, ct) ?? SetNumbers.First(set)));
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var at = await db.Set<SetEntity>().Where(e => e.Id >= middle && e.Id <= last).OrderBy(e => e.Id).Select(e => new Root(e.Id, e.KeyPath)).FirstOrDefaultAsync(ct);
            if (at is null || string.CompareOrdinal(at.KeyPath, key) >= 0)
            {
                high = middle;
            }
            else
            {
                low = at.Id + 1;
            }
        }

        return low;
    }

    private sealed record Root(long Id, string KeyPath);
}
