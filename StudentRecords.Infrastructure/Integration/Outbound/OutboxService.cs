using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Outbound;

/// <summary>What a person does with an outgoing message. Its key stays, so that the receiver tells a repeat.</summary>
public sealed class OutboxService(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>Sends it again: after every try failed, or because the receiver asks for it.</summary>
    public Task<Outcome> SendAgainAsync(long id, ChangeContext change, CancellationToken ct) => DoAsync(id, Level.Change, "sent again", m =>
    {
        if (m.State is OutboxState.Unsent or OutboxState.Withdrawn)
        {
            return Outcome.Refused("NOT_SENT", m.State == OutboxState.Unsent ? "The message is still waiting to be sent." : "What the message said no longer holds; it is not sent.");
        }

        m.SendAgain(change.At);
        return Outcome.Done;
    }, change, ct);

    /// <summary>Sets it aside for good; what waits behind it in its lane goes on. The reason is the change's.</summary>
    public Task<Outcome> SetAsideAsync(long id, ChangeContext change, CancellationToken ct) => DoAsync(id, Level.Decide, "set aside", m => m.SetAside(change.Reason), change, ct);

    private async Task<Outcome> DoAsync(long id, Level level, string did, Func<OutboxMessage, Outcome> act, ChangeContext change, CancellationToken ct)
    {
        change.Caller.Demand(Room.FlowMessages, level);
        await using var db = await store.CreateDbContextAsync(ct);
        await using var transaction = await db.BeginAsync(ct);
        if (await db.Set<OutboxMessage>().SingleOrDefaultAsync(m => m.Id == id, ct) is not { } message)
        {
            return Outcome.Refused("NO_SUCH_MESSAGE", "There is no such message.");
        }

        var before = message.State;
        var outcome = act(message);
        if (outcome.Succeeded)
        {
            var told = JsonSerializer.Serialize(new[] { new { row = nameof(OutboxMessage), id, did, set = new { State = new[] { before.ToString(), message.State.ToString() } } } });
            await AuditTrail.TellAsync(db, change, nameof(OutboxMessage), id, told, ct);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }

        return outcome;
    }
}
