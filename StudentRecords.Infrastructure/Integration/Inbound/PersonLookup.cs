using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students.Merging;

namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>Whom the senders mean: student numbers, the identity map and merges, asked once for a slice.</summary>
internal static class PersonLookup
{
    /// <summary>The record's own system code: its ids are student numbers.</summary>
    public const string Own = "SIS";

    public static async Task<Dictionary<PersonRef, long>> FindAsync(RegistryDbContext db, IEnumerable<PersonRef> refs, CancellationToken ct)
    {
        var asked = refs.ToHashSet();
        var found = new Dictionary<PersonRef, long>(asked.Count);
        var numbers = asked.Where(r => r.System == Own).Select(r => r.Id).ToList();
        if (numbers.Count > 0)
        {
            foreach (var p in await db.Set<Person>().Where(p => numbers.Contains(p.StudentNumber)).Select(p => new { p.Id, p.StudentNumber }).ToListAsync(ct))
            {
                found[new PersonRef(Own, p.StudentNumber)] = p.Id;
            }
        }

        var values = asked.Where(r => r.System != Own).Select(r => r.Id).Distinct().ToList();
        if (values.Count > 0)
        {
            foreach (var i in await db.Set<PersonIdentifier>()
                .Where(i => values.Contains(i.Value) && i.Kind == IdentifierKinds.SystemId && i.To == null)
                .Select(i => new { i.System, i.Value, i.PersonId }).ToListAsync(ct))
            {
                found[new PersonRef(i.System, i.Value)] = i.PersonId;
            }
        }

        await MergedPeople.FollowAsync(db, found, ct);
        return found;
    }
}
