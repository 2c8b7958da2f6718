using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Students.Merging;

/// <summary>Merges that a person's record has a part in.</summary>
public sealed class MergeQueries(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>The newest first; none where the caller's roles do not reach the person.</summary>
    public async Task<IReadOnlyList<MergeRow>> OfAsync(long person, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Persons, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<Person>().Where(p => p.Id == person).Within(db, caller.ReachOf(Room.Persons, Level.See)).AnyAsync(ct)
            ? await (from m in db.Set<PersonMerge>()
                     where m.PersonId == person || m.KeptId == person
                     join o in db.Set<Person>() on (m.PersonId == person ? m.KeptId : m.PersonId) equals o.Id
                     orderby m.Id descending
                     select new MergeRow(m.Id, o.Id, o.StudentNumber, m.KeptId == person, m.MergedOn, m.UndoneOn)).ToListAsync(ct)
            : [];
    }
}

/// <summary>A merge, seen from one of its two records.</summary>
/// <param name="IsKept">Whether this record is the one that is kept.</param>
public sealed record MergeRow(long Id, long OtherId, string OtherNumber, bool IsKept, DateOnly MergedOn, DateOnly? UndoneOn);
