using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Reading;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration;

/// <summary>A message that came in about a person.</summary>
public sealed record ReceivedRow(long Id, string Flow, string Type, string Source, string BusinessKey, InboxState State, string? Reason, string CorrelationId, DateTimeOffset At);

/// <summary>A message that went or goes out about a person.</summary>
public sealed record SentRow(long Id, string Flow, string Type, string Destination, string Key, OutboxState State, string? LastError, DateTimeOffset? HeldUntil, DateTimeOffset? DeliveredAt, string? Receipt, string CorrelationId, DateTimeOffset At);

/// <summary>What was said about a person, one cause at a time.</summary>
/// <param name="Received">What came with the correlation.</param>
/// <param name="Sent">What went out because of it.</param>
public sealed record Conversation(string CorrelationId, DateTimeOffset At, IReadOnlyList<ReceivedRow> Received, IReadOnlyList<SentRow> Sent);

/// <summary>Messages about one person, grouped by what caused them.</summary>
public sealed class PersonMessageQueries(IDbContextFactory<RegistryDbContext> store)
{
    private const int Most = 200;

    /// <summary>Newest first; the newest two hundred each way.</summary>
    public async Task<IReadOnlyList<Conversation>> OfPersonAsync(long personId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.FlowMessages, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var received = await db.Set<InboxMessage>().AsNoTracking().Where(m => m.PersonId == personId).OrderByDescending(m => m.ReceivedAt).Take(Most)
            .Select(m => new ReceivedRow(m.Id, m.Flow, m.Type, m.Source, m.BusinessKey, m.State, m.Reason, m.CorrelationId, m.ReceivedAt)).ToListAsync(ct);
        var sent = await db.Set<OutboxMessage>().AsNoTracking().Where(m => m.PersonId == personId).OrderByDescending(m => m.CreatedAt).Take(Most)
            .Select(m => new SentRow(m.Id, m.Flow, m.Type, m.Destination, m.Key, m.State, m.LastError, m.HeldUntil, m.DeliveredAt, m.Receipt, m.CorrelationId, m.CreatedAt)).ToListAsync(ct);
        received.RemoveAll(m => !DiscreetFlows.MayRead(m.Flow, caller));
        sent.RemoveAll(m => !DiscreetFlows.MayRead(m.Flow, caller));
        var (came, went) = (received.ToLookup(r => r.CorrelationId), sent.ToLookup(s => s.CorrelationId));
        return [.. received.Select(r => r.CorrelationId).Concat(sent.Select(s => s.CorrelationId)).Distinct()
            .Select(c => new Conversation(c, came[c].Select(r => r.At).Concat(went[c].Select(s => s.At)).Min(), [.. came[c].OrderBy(r => r.At)], [.. went[c].OrderBy(s => s.At)]))
            .OrderByDescending(c => c.At)];
    }
}
