using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Teaching;

/// <summary>Takes clashes in hand. They are never closed here: they go when timetabling or Estates say otherwise.</summary>
public sealed class ClashService(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>The caller sees to it from now on.</summary>
    public async Task<Outcome> TakeAsync(long clashId, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Enrolments, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<TimetableClash>().SingleOrDefaultAsync(c => c.Id == clashId, ct) is not { } clash)
        {
            return Outcome.Refused("CLASH_UNKNOWN", "There is no such clash.", "Timetable clashes");
        }

        var taken = clash.Take(change.Caller.Name);
        if (taken.Succeeded)
        {
            await db.SaveAsync(change, ct);
        }

        return taken;
    }
}
