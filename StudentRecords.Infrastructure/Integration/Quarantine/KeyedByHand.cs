using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Quarantine;

/// <summary>
/// What an officer keys bears the version after the one held, and the owner, who does not know of it, gives its next word the same number. Such
/// a word must not pass as old: where it says otherwise, somebody decides.
/// </summary>
internal static class KeyedByHand
{
    public const string Code = "KEYED_BY_HAND";

    /// <param name="what">The owner's reference.</param>
    /// <param name="saysTheSame">The owner says what was keyed.</param>
    public static Disposition Meets(string what, bool saysTheSame) => saysTheSame
        ? Disposition.Stale
        : Disposition.Quarantine(Code, $"{what} was changed by hand in the record and stands there otherwise. Change it there to what its owner says, or set this message aside.");

    /// <summary>Those whose held version no message of the flow brought.</summary>
    public static async Task<HashSet<(string Key, long Person)>> AmongAsync(RegistryDbContext db, string flow, IReadOnlyCollection<(string Key, long Person, long Version)> held, CancellationToken ct)
    {
        if (held.Count == 0)
        {
            return [];
        }

        long?[] people = [.. held.Select(h => (long?)h.Person).Distinct()];
        long[] versions = [.. held.Select(h => h.Version).Distinct()];
        var told = (await db.Set<InboxMessage>().AsNoTracking().Where(m => m.Flow == flow && m.State == InboxState.Applied && people.Contains(m.PersonId) && versions.Contains(m.SourceVersion))
            .Select(m => new { m.PersonId, m.SourceVersion, m.Raw }).ToListAsync(ct)).ToLookup(m => (m.PersonId!.Value, m.SourceVersion), m => m.Raw);
        return held.Where(h => !told[(h.Person, h.Version)].Any(raw => raw.Contains($"\"{h.Key}\"", StringComparison.Ordinal))).Select(h => (h.Key, h.Person)).ToHashSet();
    }
}
