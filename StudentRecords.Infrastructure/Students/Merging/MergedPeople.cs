using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Students.Merging;

/// <summary>Follows merges: whoever asks for a record that gave way gets the one that is kept.</summary>
internal static class MergedPeople
{
    /// <summary>Writes the kept person in the place of one that gave way.</summary>
    public static async Task FollowAsync<TKey>(RegistryDbContext db, Dictionary<TKey, long> found, CancellationToken ct)
        where TKey : notnull
    {
        if (found.Count == 0)
        {
            return;
        }

        var people = found.Values.Distinct().ToList();
        var kept = await db.Set<PersonMerge>().Where(m => people.Contains(m.PersonId) && m.UndoneOn == null).ToDictionaryAsync(m => m.PersonId, m => m.KeptId, ct);
        foreach (var (key, person) in kept.Count == 0 ? [] : found.Where(f => kept.ContainsKey(f.Value)).ToList())
        {
            found[key] = kept[person];
        }
    }
}
