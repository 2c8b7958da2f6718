using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration;

/// <summary>One transaction of the hub: inbox rows, their effects on the record, audit and outgoing messages, all or nothing.</summary>
internal sealed class HubUnit(RegistryDbContext db, InboundFlows flows, ArrivalReader reader, DateTimeOffset now)
{
    private const int SliceSize = 500;

    private Queue<Arrival> waiting = new();
    private readonly List<(Arrival Arrival, InboxRepeats.Known Known)> repeats = [];
    private Dictionary<string, string> paused = [];

    public async Task RunAsync(IReadOnlyList<Arrival> arrivals, CancellationToken ct)
    {
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        await using var transaction = await db.BeginAsync(ct);
        paused = await db.Set<LocalFlow>().Where(f => f.PausedBecause != null).ToDictionaryAsync(f => f.Flow, f => f.PausedBecause!, ct);
        await SortAsync(arrivals, ct);
        while (waiting.Count > 0)
        {
            await SliceAsync(ct);
        }

        await transaction.CommitAsync(ct);
        foreach (var (arrival, known) in repeats)
        {
            arrival.Receipt = known.Answer(arrival.Line, arrival.Message.MessageId);
        }
    }

    /// <summary>Repeats are answered with their first outcome, conflicts and contract faults go to quarantine, the rest waits for its slice.</summary>
    private async Task SortAsync(IReadOnlyList<Arrival> arrivals, CancellationToken ct)
    {
        var keys = new InboxRepeats(db);
        await keys.LoadAsync(arrivals.Where(a => !a.IsKept).ToList(), ct);
        var moved = await KeptMessages.MovedAsync(db, arrivals.Where(a => a.IsKept).ToList(), ct);
        var kept = new List<Arrival>();
        foreach (var arrival in arrivals)
        {
            if (arrival.IsKept && moved.TryGetValue(arrival.Message.Id, out var known))
            {
                repeats.Add((arrival, known));
            }
            else if (!arrival.IsKept && keys.Find(arrival.Message) is { } before)
            {
                if (before.Same)
                {
                    repeats.Add((arrival, before.Known));
                    continue;
                }

                arrival.Message.RenameAsConflict();
                if (keys.Find(arrival.Message) is { } again)
                {
                    repeats.Add((arrival, again.Known));
                    continue;
                }

                arrival.Settle(Disposition.Quarantine("CONFLICT", $"{before.Known.MessageId} came before with the same key and another body; neither was overwritten."), now);
                kept.Add(arrival);
            }
            else if (arrival.Delivery is null)
            {
                arrival.Settle(Disposition.Quarantine(arrival.Faults[0].Code, string.Join(" ", arrival.Faults.Select(f => f.Sentence))), now);
                kept.Add(arrival);
            }
            else
            {
                waiting.Enqueue(arrival);
            }
        }

        if (kept.Count > 0)
        {
            await KeepAsync(kept, ct);
            await OwnershipTrail.TellAsync(db, kept.Where(a => a.Message.ReasonCode == FieldOwners.Code).Select(a => (a.Message, a.Message.Reason!)), now, ct);
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
            kept.ForEach(a => a.Answer());
        }
    }

    private async Task SliceAsync(CancellationToken ct)
    {
        var arrivals = TakeSlice();
        if (paused.TryGetValue(arrivals[0].Message.Flow, out var because))
        {
            arrivals.ForEach(a => a.Settle(Disposition.Pause(a.Message.Flow, because), now));
            await KeepAsync(arrivals, ct);
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
            arrivals.ForEach(a => a.Answer());
            return;
        }

        var slice = new FlowSlice(db, now);
        db.Arrived = slice.Arrived;
        var flow = flows.Make(arrivals[0].Message.Flow, arrivals[0].Message.Type)!;
        var changes = new Dictionary<long, ChangeContext>(arrivals.Count);
        try
        {
            // a relay's own code may read, whatever way it goes to the store; what is saved after it is the hub's
            db.OnlyReadsFor = flow is IRelayed ? flow.Flow : null;
            await flow.LoadAsync(slice, arrivals.Select(a => a.Delivery!).ToList(), ct);
            arrivals = KeepOneEach(arrivals);
            foreach (var arrival in arrivals)
            {
                arrival.Settle(flow.Apply(slice, arrival.Delivery!), now);
                if (arrival.Delivery!.PersonId is { } person)
                {
                    changes[person] = slice.Change(arrival.Message);
                }
            }
        }
        finally
        {
            db.OnlyReadsFor = null;
        }

        if (flow is IRelayed)
        {
            RefuseChanges(flow.Flow);
        }

        await KeepAsync(arrivals, ct);
        await OwnershipTrail.TellAsync(db, slice.NotOwned, now, ct);
        await db.SaveAsync(slice.Change(arrivals[0].Message), changes, ct);
        db.ChangeTracker.Clear();
        arrivals.ForEach(a => a.Answer());
        await WakeAsync(slice.Arrived, ct);
    }

    /// <summary>What is relayed may add outgoing messages and nothing else: edits are looked for as the save would look for them.</summary>
    private void RefuseChanges(string flow)
    {
        db.ChangeTracker.DetectChanges();
        if (db.ChangeTracker.Entries().Any(e => e.State != EntityState.Unchanged && (e.Entity is not OutboxMessage || e.State != EntityState.Added)))
        {
            throw new InvalidOperationException(RegistryDbContext.MayChangeNothing(flow));
        }
    }

    /// <summary>
    /// All of the first one's kind, each about another subject. What is about one subject keeps its order, whatever kinds it is of; of
    /// two subjects neither waits for the other (a child that is tried before its parent is parked, and woken by it).
    /// </summary>
    private List<Arrival> TakeSlice()
    {
        var first = waiting.Peek();
        List<Arrival> slice = [];
        var (met, rest) = (new HashSet<string>(StringComparer.Ordinal), new Queue<Arrival>(waiting.Count));
        while (waiting.TryDequeue(out var next))
        {
            var isNextOfItsSubject = met.Add(next.Delivery!.Subject);
            if (isNextOfItsSubject && slice.Count < SliceSize && next.Message.Flow == first.Message.Flow && next.Delivery.GetType() == first.Delivery!.GetType() && flows.SameKind(first.Message, next.Message))
            {
                slice.Add(next);
            }
            else
            {
                rest.Enqueue(next);
            }
        }

        waiting = rest;
        return slice;
    }

    /// <summary>Two names may mean one person: everything from the second mention on waits for the next slice.</summary>
    private List<Arrival> KeepOneEach(List<Arrival> arrivals)
    {
        var people = new HashSet<long>();
        var second = arrivals.FindIndex(a => a.Delivery!.PersonId is { } person && !people.Add(person));
        if (second < 0)
        {
            return arrivals;
        }

        var rest = arrivals[second..].Concat(waiting).ToList();
        waiting.Clear();
        rest.ForEach(waiting.Enqueue);
        return arrivals[..second];
    }

    private async Task KeepAsync(IReadOnlyList<Arrival> arrivals, CancellationToken ct)
    {
        foreach (var again in arrivals.Where(a => a.IsKept))
        {
            db.Entry(again.Message).State = EntityState.Modified;
        }

        await ManyRows.AddAsync(db, arrivals.Where(a => !a.IsKept).Select(a => a.Message).ToList(), ct);
    }

    /// <summary>What was parked for something that has now arrived goes next, in the order in which it came: it is older than all that waits.</summary>
    private async Task WakeAsync(HashSet<string> arrived, CancellationToken ct)
    {
        var woken = new List<InboxMessage>();
        foreach (var keys in arrived.Chunk(1000))
        {
            woken.AddRange(await db.Set<InboxMessage>().AsNoTracking().Where(m => m.State == InboxState.Parked && keys.Contains(m.WaitsFor!)).ToListAsync(ct));
        }

        if (woken.Count > 0)
        {
            var already = waiting.Where(w => w.IsKept).Select(w => w.Message.Id).ToHashSet();
            var next = woken.Where(m => !already.Contains(m.Id)).OrderBy(m => m.Id).Select(reader.Again).Where(a => a.Delivery is not null);
            waiting = new Queue<Arrival>(next.Concat(waiting));
        }
    }
}
