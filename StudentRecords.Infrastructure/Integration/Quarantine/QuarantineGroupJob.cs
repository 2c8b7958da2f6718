using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Quarantine;

/// <summary>What is done with a group.</summary>
internal enum GroupAct
{
    TryAgain,
    SetAside,
}

internal sealed record GroupOrder(QuarantineGroup Group, GroupAct Act, string Reason);

/// <summary>Tries a group of quarantined messages again, or sets it aside. Goes by id, so that none is met twice and a killed run goes on.</summary>
internal sealed class QuarantineGroupJob(IDbContextFactory<RegistryDbContext> store, HubDoor door) : IBackgroundJob
{
    private const int AtOnce = 500;

    public async Task<string> ExecuteAsync(JobRun run, CancellationToken ct)
    {
        var order = run.Arguments<GroupOrder>();
        var (last, done, moved) = (long.Parse(run.Checkpoint ?? "0", System.Globalization.CultureInfo.InvariantCulture), 0, 0);
        var all = Math.Max(1, await CountAsync(order, last, ct));
        while (true)
        {
            await using var db = await store.CreateDbContextAsync(ct);
            // nobody applies what is being set aside
            await using var hold = order.Act == GroupAct.SetAside ? await db.BeginAsync(ct) : null;
            var messages = await Group(db, order, last).OrderBy(m => m.Id).Take(AtOnce).ToListAsync(ct);
            if (messages.Count == 0)
            {
                return order.Act == GroupAct.SetAside ? $"{done} messages set aside." : $"{done} messages tried again, {moved} of them are no longer quarantined.";
            }

            var change = run.Change(order.Act == GroupAct.SetAside ? "SetMessagesAside" : "TryMessagesAgain", order.Reason);
            if (order.Act == GroupAct.SetAside)
            {
                messages.ForEach(m => m.SetAside(order.Reason, change.At));
                await QuarantineService.TellAsync(db, change, messages, "set aside", ct);
                await hold!.CommitAsync(ct);
            }
            else
            {
                await QuarantineService.TellAsync(db, change, messages, "tried again", ct);
                db.ChangeTracker.Clear();
                moved += (await door.AgainAsync(messages, ct)).Count(r => r.State != InboxState.Quarantined);
            }

            (last, done) = (messages[^1].Id, done + messages.Count);
            await run.ReportAsync(100 * done / Math.Max(all, done), $"{done} of {all}", last.ToString(System.Globalization.CultureInfo.InvariantCulture), ct);
        }
    }

    private static IQueryable<InboxMessage> Group(RegistryDbContext db, GroupOrder order, long last) =>
        order.Group.Of(db.Set<InboxMessage>()).Where(m => m.Id > last);

    private async Task<int> CountAsync(GroupOrder order, long last, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await Group(db, order, last).CountAsync(ct);
    }
}
