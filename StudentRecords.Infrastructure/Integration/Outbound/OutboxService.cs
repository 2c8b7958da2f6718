using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Outbound;

/// <summary>What a person does with one outgoing message; many are replayed by <see cref="Replaying.ReplayService"/>. Its key stays, so that the receiver tells a repeat.</summary>
public sealed class OutboxService(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>Sends it again: after every try failed, or because the receiver asks for it.</summary>
    public Task<Outcome> SendAgainAsync(long id, ChangeContext change, CancellationToken ct) => DoAsync(id, Level.Change, async (db, message) =>
    {
        if (SentAgain.Refuses(message) is { } refusal)
        {
            return Outcome.Refused(refusal);
        }

        await SentAgain.MarkAsync(db, [message], change, ct);
        return Outcome.Done;
    }, change, ct);

    /// <summary>Sets it aside for good; what waits behind it in its lane goes on. The reason is the change's.</summary>
    public Task<Outcome> SetAsideAsync(long id, ChangeContext change, CancellationToken ct) => DoAsync(id, Level.Decide, (db, message) => SentAgain.SetAsideAsync(db, message, change, ct), change, ct);

    private async Task<Outcome> DoAsync(long id, Level level, Func<RegistryDbContext, OutboxMessage, Task<Outcome>> act, ChangeContext change, CancellationToken ct)
    {
        change.Caller.Demand(Room.FlowMessages, level);
        await using var db = await store.CreateDbContextAsync(ct);
        await using var transaction = await db.BeginAsync(ct);
        if (await db.Set<OutboxMessage>().SingleOrDefaultAsync(m => m.Id == id, ct) is not { } message)
        {
            return Outcome.Refused("NO_SUCH_MESSAGE", "There is no such message.");
        }

        var outcome = await act(db, message);
        if (outcome.Succeeded)
        {
            await transaction.CommitAsync(ct);
        }

        return outcome;
    }
}
