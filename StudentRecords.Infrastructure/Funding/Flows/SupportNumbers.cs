using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students.Merging;

namespace StudentRecords.Infrastructure.Funding.Flows;

/// <summary>Whom the loans company means by its own numbers.</summary>
internal static class SupportNumbers
{
    public static async Task<Dictionary<string, long>> FindAsync(RegistryDbContext db, IEnumerable<string> numbers, CancellationToken ct)
    {
        var asked = numbers.Distinct().ToList();
        var found = await db.Set<PersonIdentifier>().Where(i => i.Kind == IdentifierKinds.SupportNumber && i.To == null && asked.Contains(i.Value)).ToDictionaryAsync(i => i.Value, i => i.PersonId, ct);
        await MergedPeople.FollowAsync(db, found, ct);
        return found;
    }
}
