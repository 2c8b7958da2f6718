using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Reading;

/// <summary>All of a message that came in.</summary>
public sealed record InboxDetail
{
    public required InboxMessage Message { get; init; }

    /// <summary>The text as it came (or was corrected); null for callers who may not see what the flow carries.</summary>
    public required string? Raw { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<MessageCorrection> Corrections { get; init; }
}

/// <summary>All of a message that goes out.</summary>
public sealed record OutboxDetail
{
    public required OutboxMessage Message { get; init; }

    public required string? Body { get; init; }

    /// <summary>What stands before it in its lane; null when it is the head.</summary>
    public OutboxRow? BlockedBy { get; init; }

    /// <summary>Whether a channel to the receiver is operated.</summary>
    public required bool IsOperated { get; init; }
}

/// <summary>Reads single messages. The content of flows that carry special categories, immigration or misconduct is for those who work on messages.</summary>
public sealed class MessageQueries(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    private static readonly string[] Close = ["SPEC", "IMM", "DISC", "SEC"];

    public async Task<InboxDetail?> InboxAsync(long id, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.FlowMessages, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<InboxMessage>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) is not { } message)
        {
            return null;
        }

        var mayRead = MayRead(message.Flow, caller) && !Embargo.Withholds(message, clock.GetUtcNow());
        var raw = mayRead ? message.Raw : null;
        if (!DiscreetFlows.MayRead(message.Flow, caller))
        {
            DiscreetFlows.Veil(db.Entry(message));
        }

        return new InboxDetail
        {
            Message = message,
            Raw = raw,
            Corrections = mayRead ? await db.Set<MessageCorrection>().AsNoTracking().Where(c => c.MessageId == id).OrderByDescending(c => c.Id).ToListAsync(ct) : [],
        };
    }

    public async Task<OutboxDetail?> OutboxAsync(long id, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.FlowMessages, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<OutboxMessage>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) is not { } message)
        {
            return null;
        }

        var before = await db.Set<OutboxMessage>().AsNoTracking()
            .Where(m => m.Destination == message.Destination && m.Aggregate == message.Aggregate && m.Sequence < message.Sequence && (m.State == OutboxState.Unsent || m.State == OutboxState.Dead))
            .OrderBy(m => m.Sequence).Select(OutboxQueries.Row).FirstOrDefaultAsync(ct);
        var body = MayRead(message.Flow, caller) ? message.Body : null;
        if (!DiscreetFlows.MayRead(message.Flow, caller))
        {
            DiscreetFlows.Veil(db.Entry(message));
        }

        return new OutboxDetail
        {
            Message = message,
            Body = body,
            BlockedBy = before is null ? null : DiscreetFlows.Shown(before, caller),
            IsOperated = await db.Set<PartnerChannel>().AnyAsync(c => c.System == message.Destination && c.Kind != ChannelKind.None, ct),
        };
    }

    private static bool MayRead(string flow, Caller caller) =>
        DiscreetFlows.MayRead(flow, caller) && (caller.May(Room.FlowMessages, Level.Change) || !(FlowCatalogue.Find(flow)?.Sensitivity ?? "").Split(", ").Intersect(Close).Any());
}
