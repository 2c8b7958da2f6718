using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Integration.Quarantine;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Replaying;

/// <summary>Carries a replay out. Goes by id, so that none is met twice and a killed run goes on.</summary>
internal sealed class ReplayMessagesJob(IDbContextFactory<RegistryDbContext> store, HubDoor door) : IBackgroundJob
{
    private const int AtOnce = 500;

    public async Task<string> ExecuteAsync(JobRun run, CancellationToken ct)
    {
        var order = run.Arguments<ReplayOrder>();
        var isOutgoing = order.Choice.Way == ReplayWay.Outgoing;
        var (last, done, moved) = (long.Parse(run.Checkpoint ?? "0", CultureInfo.InvariantCulture), 0, 0);
        var all = Math.Max(1, await CountAsync(order, last, ct));
        while (true)
        {
            var change = run.Change("ReplayMessages", order.Reason) with { Evidence = order.Evidence };
            var step = isOutgoing ? await SendAsync(order, last, change, ct) : await TryAsync(order, last, change, ct);
            if (step.Count == 0)
            {
                return isOutgoing ? $"{done} messages are sent again, under their own ids." : $"{done} messages tried again, {moved} of them are in the record now.";
            }

            (last, done, moved) = (step.Last, done + step.Count, moved + step.Applied);
            await run.ReportAsync(100 * done / Math.Max(all, done), $"{done} of {all}", last.ToString(CultureInfo.InvariantCulture), ct);
        }
    }

    private async Task<Step> SendAsync(ReplayOrder order, long last, ChangeContext change, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        var messages = await ReplaySelection.Moving(ReplaySelection.Outgoing(db, order), order.Choice).Where(m => m.Id > last).OrderBy(m => m.Id).Take(AtOnce).ToListAsync(ct);
        if (messages.Count == 0)
        {
            return new Step(0, last, 0);
        }

        await SentAgain.MarkAsync(db, messages, change, ct);
        await whole.CommitAsync(ct);
        return new Step(messages.Count, messages[^1].Id, 0);
    }

    private async Task<Step> TryAsync(ReplayOrder order, long last, ChangeContext change, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var messages = await ReplaySelection.Moving(ReplaySelection.Incoming(db, order), order.Choice).AsNoTracking().Where(m => m.Id > last).OrderBy(m => m.Id).Take(AtOnce).ToListAsync(ct);
        if (messages.Count == 0)
        {
            return new Step(0, last, 0);
        }

        var ends = messages[^1].Id;
        await QuarantineService.TellAsync(db, change, messages, "tried again", ct);
        var receipts = await door.AgainAsync(messages, ct);
        return new Step(messages.Count, ends, receipts.Count(r => r.State is InboxState.Applied or InboxState.Stale));
    }

    private async Task<int> CountAsync(ReplayOrder order, long last, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return order.Choice.Way == ReplayWay.Outgoing
            ? await ReplaySelection.Moving(ReplaySelection.Outgoing(db, order), order.Choice).CountAsync(m => m.Id > last, ct)
            : await ReplaySelection.Moving(ReplaySelection.Incoming(db, order), order.Choice).CountAsync(m => m.Id > last, ct);
    }

    private sealed record Step(int Count, long Last, int Applied);
}
