using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Telling;
using StudentRecords.Infrastructure.Integration.Variation;
using StudentRecords.Infrastructure.Sponsorship;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Outbound;

/// <summary>Brings what is due to one destination, each lane in its order. At least once: the receiver knows a message by its id.</summary>
internal sealed class OutboxDispatcher(
    IDbContextFactory<RegistryDbContext> store, IEnumerable<IOutboundChannel> channels, IEnumerable<IOutboundGate> gates, Circuits circuits, ChannelPause pause, TimeProvider clock)
{
    private const int AtOnce = 500;
    private const int SideBySide = 8;

    /// <summary>No message is begun later than this into a pass, so that claims do not run out under slow receivers.</summary>
    private static readonly TimeSpan Longest = OutboxClaims.Length / 3;

    private readonly Dictionary<ChannelKind, IOutboundChannel> ways = channels.ToDictionary(c => c.Kind);

    /// <summary>One pass: the heads of the destination's lanes. Gives how many moved on.</summary>
    public async Task<int> PassAsync(string destination, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var circuit = circuits.Of(destination);
        await using var db = await store.CreateDbContextAsync(ct);
        var partner = await db.Set<PartnerChannel>().AsNoTracking().SingleOrDefaultAsync(c => c.System == destination, ct);
        if (partner is not { Sends: true } || circuit.Allows(AtOnce, now) is var most && most == 0)
        {
            return 0;
        }

        var claimed = await OutboxClaims.TakeAsync(db, destination, most, now, ct);
        var moved = await StopAtGatesAsync(db, claimed, now, ct);
        if (claimed.Exists(SponsorCases.IsWithdrawn))
        {
            // what does not go is nobody's to follow up
            await OutboxClaims.SaveAsync(db, CancellationToken.None);
            await SponsorCases.RetractAsync(store, new ChangeContext { Caller = Caller.System("HUB"), At = now, Act = "RetractCase", Reason = SponsorCases.NotSent, Cause = CauseKind.FlowMessage }, CancellationToken.None);
        }

        if (claimed.Count == most)
        {
            // more waits than one pass can take: what is overtaken already need not be taken to be withdrawn
            await WithdrawOvertakenAsync(db, destination, ct);
        }

        var going = claimed.Where(m => m.State == OutboxState.Unsent && m.ClaimedBy is not null).ToList();
        if (ways[partner.Kind] is IBulkChannel bulk)
        {
            moved += await TogetherAsync(bulk, partner, going, circuit, ct);
            await OutboxClaims.SaveAsync(db, CancellationToken.None);
            return moved;
        }

        var begin = clock.GetTimestamp();
        string? gone = null;
        await Parallel.ForEachAsync(going, new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = CancellationToken.None }, async (message, _) =>
        {
            if (ct.IsCancellationRequested || Volatile.Read(ref gone) is not null || circuit.Allows(1, clock.GetUtcNow()) == 0 || clock.GetElapsedTime(begin) > Longest)
            {
                message.Release();
                return;
            }

            using var span = HubTelemetry.Delivery(message);
            var result = await ways[partner.Kind].SendAsync(partner, message, ct);
            if (result.Fault == SendFault.Gone)
            {
                Volatile.Write(ref gone, result.Told);
            }

            Interlocked.Add(ref moved, result.Fault == SendFault.None ? 1 : 0);
            Tell(message, result, circuit);
        });

        // what was sent was sent: its receipts are kept even when the application stops
        await OutboxClaims.SaveAsync(db, CancellationToken.None);
        if (gone is not null)
        {
            await pause.GoneAsync(destination, gone, CancellationToken.None);
        }

        return moved;
    }

    private async Task WithdrawOvertakenAsync(RegistryDbContext db, string destination, CancellationToken ct)
    {
        foreach (var (flow, type) in gates.OfType<LatestGate>().Select(g => g.Guards).Where(g => FlowCatalogue.Find(g.Flow)?.To == destination))
        {
            await OutboxClaims.WithdrawOvertakenAsync(db, destination, flow, type, ct);
        }
    }

    /// <summary>Sends the heads of all lanes as one; gives how many were delivered.</summary>
    private async Task<int> TogetherAsync(IBulkChannel bulk, PartnerChannel partner, List<OutboxMessage> going, Circuit circuit, CancellationToken ct)
    {
        var begun = clock.GetUtcNow();
        var results = going.Count == 0 ? new Dictionary<long, SendResult>() : await bulk.SendManyAsync(partner, going, ct);
        foreach (var message in going)
        {
            using var span = HubTelemetry.Delivery(message, begun);
            Tell(message, results[message.Id], circuit);
        }

        return results.Values.Count(r => r.Fault == SendFault.None);
    }

    private void Tell(OutboxMessage message, SendResult result, Circuit circuit)
    {
        var now = clock.GetUtcNow();
        HubTelemetry.Told(message, result.Fault == SendFault.None, now);
        if (result.Fault == SendFault.None)
        {
            circuit.Succeeded();
            message.Delivered(result.Told, now);
            return;
        }

        if (result.Fault == SendFault.Destination)
        {
            circuit.Failed(now, result.RetryAfter);
        }

        var retry = RetryLadder.After(message.Attempts, Random.Shared.NextDouble());
        message.Failed(result.Told, retry < result.RetryAfter ? result.RetryAfter : retry, now);
    }

    /// <summary>Sets aside what is not operated here, withdraws what no longer holds, and puts back what may not be told yet.</summary>
    private async Task<int> StopAtGatesAsync(RegistryDbContext db, List<OutboxMessage> claimed, DateTimeOffset now, CancellationToken ct)
    {
        var withdrawn = 0;
        var resting = claimed.Count == 0 ? [] : (await LocalReading.TermsAsync(db, ct)).Resting;
        foreach (var message in claimed.Where(m => resting.Contains(m.Flow)))
        {
            // written or sent again while its flow or its receiver rests
            message.SetAside(LocalReading.Resting(message.Flow));
            withdrawn++;
        }

        foreach (var gate in gates)
        {
            var guarded = claimed.Where(m => m.State == OutboxState.Unsent && (m.Flow, m.Type) == gate.Guards).ToList();
            var verdicts = guarded.Count == 0 ? new Dictionary<long, GateVerdict>() : await gate.AskAsync(db, guarded, now, ct);
            foreach (var message in guarded)
            {
                if (!verdicts.TryGetValue(message.Id, out var verdict))
                {
                    continue;
                }

                if (verdict is { HoldUntil: { } again, IsDue: true })
                {
                    message.Wait(verdict.Reason, again);
                }
                else if (verdict.IsForAPerson)
                {
                    message.Stop(verdict.Reason);
                    withdrawn++;
                }
                else if (verdict.HoldUntil is { } until)
                {
                    message.Hold(until);
                }
                else
                {
                    message.Withdraw(verdict.Reason);
                    withdrawn++;
                }
            }
        }

        return withdrawn;
    }
}
