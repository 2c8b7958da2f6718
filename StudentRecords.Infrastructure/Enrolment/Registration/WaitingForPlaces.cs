using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment.Registration;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Work;

namespace StudentRecords.Infrastructure.Enrolment.Registration;

/// <summary>Runnings for which students wait, for those who may give more places.</summary>
internal sealed class WaitingForPlaces(IDbContextFactory<RegistryDbContext> store) : IWorkSource
{
    public async Task<IReadOnlyList<WaitingWork>> WaitingAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.May(Room.Enrolments, Level.Decide) || !caller.May(Room.Catalogue, Level.Change))
        {
            return [];
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var waiting = await db.Set<ModuleOccurrence>().CountAsync(o => !o.IsClosed && db.Set<WaitingEntry>().Any(w => w.OccurrenceId == o.Id && w.State == WaitingState.Waiting), ct);
        return [new WaitingWork(waiting, "full module with students waiting", "full modules with students waiting", "/waiting-lists?f.state=waiting")];
    }
}
