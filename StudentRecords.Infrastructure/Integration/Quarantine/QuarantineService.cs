using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Quarantine;

/// <summary>What a person does with messages that cannot be applied by themselves: try again, set aside. Ids and keys stay.</summary>
public sealed class QuarantineService(IDbContextFactory<RegistryDbContext> store, HubDoor door)
{
    /// <summary>Tries one message again, as it stands.</summary>
    public async Task<Outcome<Receipt>> TryAgainAsync(long id, ChangeContext change, CancellationToken ct)
    {
        change.Caller.Demand(Room.FlowMessages, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        var message = await db.Set<InboxMessage>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct);
        if (message is not { State: InboxState.Quarantined or InboxState.Parked or InboxState.Accepted })
        {
            return Outcome<Receipt>.Refused("NOT_WAITING", "Only a message that is quarantined, parked or waiting to be tried can be tried again.");
        }

        if (!ReasonAdvice.MayTryAgain(message.ReasonCode))
        {
            return Outcome<Receipt>.Refused("WOULD_OVERWRITE", ReasonAdvice.For(message.ReasonCode));
        }

        if (ReasonAdvice.IsApproval(message.ReasonCode) && change.Caller.Denied(Room.FlowMessages, Level.Decide) is { } denied)
        {
            return Outcome<Receipt>.Refused(denied);
        }

        await TellAsync(db, change, [message], "tried again", ct);
        return (await door.AgainAsync([message], ct))[0];
    }

    /// <summary>Sets one message aside for good, with the change's reason.</summary>
    public async Task<Outcome> SetAsideAsync(long id, ChangeContext change, CancellationToken ct)
    {
        change.Caller.Demand(Room.FlowMessages, Level.Decide);
        await using var db = await store.CreateDbContextAsync(ct);
        await using var transaction = await db.BeginAsync(ct);
        if (await db.Set<InboxMessage>().SingleOrDefaultAsync(m => m.Id == id, ct) is not { } message)
        {
            return Outcome.Refused("NO_SUCH_MESSAGE", "There is no such message.");
        }

        var outcome = message.SetAside(change.Reason, change.At);
        if (outcome.Succeeded)
        {
            await TellAsync(db, change, [message], "set aside", ct);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }

        return outcome;
    }

    /// <summary>Asks for a job that tries a whole group again; gives the job.</summary>
    public Task<Outcome<long>> TryGroupAgainAsync(QuarantineGroup group, ChangeContext change, CancellationToken ct) =>
        ReasonAdvice.MayTryAgain(group.Code) ? AskAsync(group, GroupAct.TryAgain, ReasonAdvice.IsApproval(group.Code) ? Level.Decide : Level.Change, change, ct) : Task.FromResult(Outcome<long>.Refused("WOULD_OVERWRITE", ReasonAdvice.For(group.Code)));

    /// <summary>Asks for a job that sets a whole group aside; gives the job.</summary>
    public Task<Outcome<long>> SetGroupAsideAsync(QuarantineGroup group, ChangeContext change, CancellationToken ct) => AskAsync(group, GroupAct.SetAside, Level.Decide, change, ct);

    internal static async Task TellAsync(RegistryDbContext db, ChangeContext change, IEnumerable<InboxMessage> messages, string did, CancellationToken ct)
    {
        await using var own = db.Database.CurrentTransaction is null ? await db.BeginAsync(ct) : null;
        await AuditTrail.TellAsync(db, change, nameof(InboxMessage), [.. messages.Select(m => (m.Id, JsonSerializer.Serialize(new[] { new { row = nameof(InboxMessage), id = m.Id, did, set = new { m.Flow, m.MessageId, m.ReasonCode } } })))], ct);
        await db.SaveChangesAsync(ct);
        if (own is not null)
        {
            await own.CommitAsync(ct);
        }
    }

    private async Task<Outcome<long>> AskAsync(QuarantineGroup group, GroupAct act, Level level, ChangeContext change, CancellationToken ct)
    {
        change.Caller.Demand(Room.FlowMessages, level);
        await using var db = await store.CreateDbContextAsync(ct);
        var job = await JobQueue.RequestAsync<QuarantineGroupJob>(db, new GroupOrder(group, act, change.Reason), $"quarantine/{group.Flow}/{group.Fingerprint}", change.Caller.Name, change.At, ct);
        await db.SaveChangesAsync(ct);
        return job.Id;
    }
}
