using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Reconciling;
using StudentRecords.Infrastructure.Integration.Replaying;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Reconciling;

/// <summary>What a person does about a drift: sends or tries again just what drifted, or says why it may stand.</summary>
public sealed class ReconciliationService(IDbContextFactory<RegistryDbContext> store, ReplayService replays)
{
    /// <summary>What of a run's drift the record itself can mend.</summary>
    public static ReplayChoice Mending(ReconciliationRun run) => new() { Way = run.IsOutgoing ? ReplayWay.Outgoing : ReplayWay.Incoming, Reconciliation = run.Id };

    /// <summary>Asks for a replay of what drifted, under its own ids; gives the job. The next comparison shows whether it helped.</summary>
    public async Task<Outcome<long>> ResendAsync(long runId, ChangeContext change, CancellationToken ct)
    {
        change.Caller.Demand(Room.FlowMessages, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<ReconciliationRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == runId, ct) is not { IsOpen: true } run
            ? Outcome<long>.Refused("NOT_OPEN", "Nothing of this comparison is open.")
            : await replays.AskAsync(Mending(run), change, ct);
    }

    /// <summary>Says why the drift may stand: the reason is the change's.</summary>
    public async Task<Outcome> SettleAsync(long runId, ChangeContext change, CancellationToken ct)
    {
        change.Caller.Demand(Room.FlowMessages, Level.Decide);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<ReconciliationRun>().SingleOrDefaultAsync(r => r.Id == runId, ct) is not { } run)
        {
            return Outcome.Refused("NO_SUCH_RUN", "There is no such comparison.");
        }

        var outcome = run.Settle(change.Reason, change.Caller.Name, change.At);
        if (outcome.Succeeded)
        {
            await db.SaveAsync(change, ct);
        }

        return outcome;
    }
}
