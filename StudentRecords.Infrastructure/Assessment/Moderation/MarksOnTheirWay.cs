using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Moderation;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Work;

namespace StudentRecords.Infrastructure.Assessment.Moderation;

/// <summary>Modules whose boards are under way and whose marks wait to be moderated or confirmed, for those who may.</summary>
internal sealed class MarksOnTheirWay(IDbContextFactory<RegistryDbContext> store) : IWorkSource
{
    public async Task<IReadOnlyList<WaitingWork>> WaitingAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.May(Room.Moderation, Level.Change))
        {
            return [];
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var states = (await ModerationQueries.UnderWayAsync(db, caller, ct)).Select(o => o.State).ToList();
        List<WaitingWork> work = [new(states.Count(s => s == MarkState.Entered), "module with marks to moderate", "modules with marks to moderate", $"/moderation?f.state={MarkState.Entered}")];
        if (caller.May(Room.Moderation, Level.Decide))
        {
            work.Add(new(states.Count(s => s == MarkState.Moderated), "module with marks to confirm", "modules with marks to confirm", $"/moderation?f.state={MarkState.Moderated}"));
        }

        return work;
    }
}
