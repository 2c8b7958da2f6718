using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Work;

namespace StudentRecords.Infrastructure.Teaching;

/// <summary>What does not fit in the timetable to come: what nobody has taken in hand, and what the caller has.</summary>
internal sealed class ClashesWaiting(IDbContextFactory<RegistryDbContext> store, TimeProvider clock) : IWorkSource
{
    public async Task<IReadOnlyList<WaitingWork>> WaitingAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.May(Room.Enrolments, Level.Change))
        {
            return [];
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var (now, name) = (clock.GetUtcNow(), caller.Name);
        var open = db.Set<TimetableClash>().Where(c => c.ClearedAt == null && c.EndsAt > now);
        return
        [
            new WaitingWork(await open.CountAsync(c => c.Owner == null, ct), "clash in the timetable", "clashes in the timetable", "/timetable/clashes?f.state=open&f.owner=none"),
            new WaitingWork(await open.CountAsync(c => c.Owner == name, ct), "clash that you have in hand", "clashes that you have in hand", "/timetable/clashes?f.state=open&f.owner=me"),
        ];
    }
}
