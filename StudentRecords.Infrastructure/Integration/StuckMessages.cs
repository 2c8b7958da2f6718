using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Integration.Reading;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Work;

namespace StudentRecords.Infrastructure.Integration;

/// <summary>
/// Messages that only a person can move, on flows that run here: one line a group, however many messages are in it, for the operator and for the owner of its flow, until the group is
/// resolved. The operator is led to the messages; an owner who may not see messages, to what is stuck on their flows.
/// </summary>
internal sealed class StuckMessages(IDbContextFactory<RegistryDbContext> store) : IWorkSource
{
    /// <summary>Beyond so many the groups are one line.</summary>
    private const int Most = 5;

    public async Task<IReadOnlyList<WaitingWork>> WaitingAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.May(Room.OwnedFlows, Level.Change))
        {
            return [];
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var groups = await StuckQueries.ReadAsync(db, caller, ct);
        return
        [
            .. groups.Take(Most).Select(g => new WaitingWork(g.Count, $"message of {g.Label} {g.Standing}", $"messages of {g.Label} {g.Standing}", caller.May(Room.FlowMessages, Level.See) ? g.Messages : $"/owned-flows?f.flow={g.Flow}", IsUrgent: true, g.Owner)),
            new WaitingWork(groups.Skip(Most).Count(), "further group of messages that are stuck", "further groups of messages that are stuck", "/owned-flows", IsUrgent: true),
        ];
    }
}
