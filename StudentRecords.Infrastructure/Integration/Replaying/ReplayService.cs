using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Integration.Reading;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Replaying;

/// <summary>Sends or tries many messages again: of a student, a cohort, a programme, a flow, a system, some days. First it says what that would be.</summary>
public sealed class ReplayService(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    /// <summary>What would move, by flow and system; nothing is changed.</summary>
    public async Task<Outcome<ReplayPreview>> PreviewAsync(ReplayChoice choice, Caller caller, CancellationToken ct)
    {
        caller.Demand(Room.FlowMessages, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await FaultsAsync(db, choice, caller, ct) is { Count: > 0 } faults)
        {
            return Outcome<ReplayPreview>.Refused(faults);
        }

        var order = new ReplayOrder(choice, clock.GetUtcNow(), DiscreetFlows.HiddenFrom(caller), "");
        return choice.Way == ReplayWay.Outgoing ? await OutgoingAsync(db, order, ct) : await IncomingAsync(db, order, ct);
    }

    /// <summary>Asks for the job that does it; gives the job. The same replay asked for twice before it ends is one.</summary>
    public async Task<Outcome<long>> AskAsync(ReplayChoice choice, ChangeContext change, CancellationToken ct)
    {
        change.Caller.Demand(Room.FlowMessages, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await FaultsAsync(db, choice, change.Caller, ct) is { Count: > 0 } faults)
        {
            return Outcome<long>.Refused(faults);
        }

        var order = new ReplayOrder(choice, change.At, DiscreetFlows.HiddenFrom(change.Caller), change.Reason, change.Evidence);
        if (!await MovesAsync(db, order, ct))
        {
            return Outcome<long>.Refused("NOTHING_MOVES", "No message that this speaks of can be sent or tried again.", "Replay");
        }

        var key = $"replay/{Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { choice, order.Hidden })))[..32]}";
        var job = await JobQueue.RequestAsync<ReplayMessagesJob>(db, order, key, change.Caller.Name, change.At, ct);
        await db.SaveChangesAsync(ct);
        return job.Id;
    }

    /// <summary>Asks for the job that tells a system, operated since lately, how things stand; gives the job.</summary>
    public async Task<Outcome<long>> FillAsync(string system, ChangeContext change, CancellationToken ct)
    {
        change.Caller.Demand(Room.FlowMessages, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        if (FillSystemJob.ListenersOf(system).Count == 0)
        {
            return Outcome<long>.Refused("NOTHING_TO_FILL", $"{system} hears nothing of who studies here, or by extracts or returns only.", "Replay");
        }

        if (!await db.Set<PartnerChannel>().AnyAsync(c => c.System == system && c.Kind != ChannelKind.None, ct))
        {
            return Outcome<long>.Refused("NO_CHANNEL", $"No channel to {system} is operated; set it first.", "Replay");
        }

        var job = await JobQueue.RequestAsync<FillSystemJob>(db, new FillOrder(system, change.Reason, change.Evidence), $"fill/{system}", change.Caller.Name, change.At, ct);
        await db.SaveChangesAsync(ct);
        return job.Id;
    }

    /// <summary>Whether there is anything to fill a system with.</summary>
    public static bool Fills(string system) => FillSystemJob.ListenersOf(system).Count > 0;

    private static async Task<bool> MovesAsync(RegistryDbContext db, ReplayOrder order, CancellationToken ct) => order.Choice.Way == ReplayWay.Outgoing
        ? await ReplaySelection.Moving(ReplaySelection.Outgoing(db, order), order.Choice).AnyAsync(ct)
        : await ReplaySelection.Moving(ReplaySelection.Incoming(db, order), order.Choice).AnyAsync(ct);

    private static async Task<IReadOnlyList<Refusal>> FaultsAsync(RegistryDbContext db, ReplayChoice choice, Caller caller, CancellationToken ct)
    {
        var faults = choice.Faults().ToList();
        if (choice.WithSetAside && caller.Denied(Room.FlowMessages, Level.Decide) is { } denied)
        {
            // somebody decided that they go nowhere
            faults.Add(denied with { Field = nameof(choice.WithSetAside) });
        }

        if (choice.Student is { } number && !await db.Set<Person>().AnyAsync(p => p.StudentNumber == number, ct))
        {
            faults.Add(new Refusal("NO_SUCH_STUDENT", $"Nobody has the student number {number}.", "Replay", nameof(choice.Student)));
        }

        if (choice.Programme is { } code && !await db.Set<Programme>().AnyAsync(p => p.Code == code, ct))
        {
            faults.Add(new Refusal("NO_SUCH_PROGRAMME", $"There is no programme {code}.", "Replay", nameof(choice.Programme)));
        }

        return faults;
    }

    private static async Task<ReplayPreview> OutgoingAsync(RegistryDbContext db, ReplayOrder order, CancellationToken ct)
    {
        var all = ReplaySelection.Outgoing(db, order);
        var spoken = await all.GroupBy(m => new { m.Flow, m.Destination }).Select(g => new Counted(g.Key.Flow, g.Key.Destination, g.Count())).ToListAsync(ct);
        var moving = await ReplaySelection.Moving(all, order.Choice).GroupBy(m => new { m.Flow, m.Destination }).Select(g => new Counted(g.Key.Flow, g.Key.Destination, g.Count())).ToListAsync(ct);
        var operated = await db.Set<PartnerChannel>().Where(c => c.Kind != ChannelKind.None).Select(c => c.System).ToListAsync(ct);
        return Preview(spoken, moving, operated.Contains);
    }

    private static async Task<ReplayPreview> IncomingAsync(RegistryDbContext db, ReplayOrder order, CancellationToken ct)
    {
        var all = ReplaySelection.Incoming(db, order);
        var spoken = await all.GroupBy(m => new { m.Flow, m.Source }).Select(g => new Counted(g.Key.Flow, g.Key.Source, g.Count())).ToListAsync(ct);
        var moving = await ReplaySelection.Moving(all, order.Choice).GroupBy(m => new { m.Flow, m.Source }).Select(g => new Counted(g.Key.Flow, g.Key.Source, g.Count())).ToListAsync(ct);
        return Preview(spoken, moving, _ => true);
    }

    private static ReplayPreview Preview(List<Counted> spoken, List<Counted> moving, Func<string, bool> isOperated)
    {
        var moves = moving.ToDictionary(c => (c.Flow, c.System), c => c.Count);
        return new ReplayPreview
        {
            Lines = [.. spoken.OrderBy(c => c.Flow, StringComparer.Ordinal).ThenBy(c => c.System, StringComparer.Ordinal)
                .Select(c => (c.Flow, c.System, c.Count, Moves: moves.GetValueOrDefault((c.Flow, c.System))))
                .Select(c => new ReplayLine(c.Flow, c.System, c.Moves, c.Count - c.Moves, isOperated(c.System)))],
        };
    }

    private sealed record Counted(string Flow, string System, int Count);
}
