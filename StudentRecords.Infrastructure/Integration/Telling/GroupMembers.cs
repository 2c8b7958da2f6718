using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment.Groups;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Telling;

/// <summary>Who is in a teaching group today, by the group's code.</summary>
internal static class GroupMembers
{
    /// <param name="db">The record.</param>
    /// <param name="groups">Codes of the groups.</param>
    /// <param name="people">Null: everybody who is in them.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<HashSet<(string Group, long Person)>> ReadAsync(RegistryDbContext db, IReadOnlyList<string> groups, IReadOnlyList<long>? people, CancellationToken ct)
    {
        if (groups.Count == 0)
        {
            return [];
        }

        var members = from m in db.Set<GroupMembership>() join g in db.Set<StudentGroup>() on m.GroupId equals g.Id where groups.Contains(g.Code) && m.IsIn && m.To == null select new { g.Code, m.PersonId };
        return (await (people is null ? members : members.Where(m => people.Contains(m.PersonId))).ToListAsync(ct)).Select(m => (m.Code, m.PersonId)).ToHashSet();
    }
}
