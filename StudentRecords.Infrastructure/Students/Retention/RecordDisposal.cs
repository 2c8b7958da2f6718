using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Students.Retention;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Students.Retention;

/// <summary>
/// Counts what a class consists of, and disposes of it by set: the contents are not told in the trail, only that they went and how
/// many. What boards ratified is locked and belongs to no class that ends.
/// </summary>
internal static class RecordDisposal
{
    /// <summary>How many rows of the class each of these people has; people without any are not there.</summary>
    public static async Task<Dictionary<long, int>> CountAsync(RegistryDbContext db, RecordClass part, IReadOnlyCollection<long> people, CancellationToken ct)
    {
        var counts = new Dictionary<long, int>();
        foreach (var some in people.Chunk(1000))
        {
            foreach (var rows in RecordParts.Of(part).Where(p => p.Counts))
            {
                foreach (var row in await rows.People(db, some).GroupBy(p => p).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct))
                {
                    counts[row.Key] = counts.GetValueOrDefault(row.Key) + row.Count;
                }
            }
        }

        return counts;
    }

    /// <summary>Disposes of the class for one person; gives how many rows went.</summary>
    /// <exception cref="InvalidOperationException">The class is kept for good.</exception>
    public static async Task<int> DisposeAsync(RegistryDbContext db, RecordClass part, long person, CancellationToken ct)
    {
        if (part == RecordClass.AcademicRecord)
        {
            throw new InvalidOperationException("The academic record is kept for good.");
        }

        var gone = 0;
        foreach (var rows in RecordParts.Of(part))
        {
            gone += await rows.DisposeAsync(db, person, ct) is var count && rows.Counts ? count : 0;
        }

        return gone;
    }
}
