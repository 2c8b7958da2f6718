using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Runbooks;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Reading;

/// <summary>What has not had its effect on a flow, by reason. What a person's pause keeps has not failed.</summary>
public sealed class FlowFailureQueries(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    /// <summary>The worst class first, then the most messages.</summary>
    public async Task<IReadOnlyList<(FlowFailure Failure, FailureClass Class)>> OfAsync(string flow, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.FlowMessages, Level.See);
        var now = clock.GetUtcNow();
        await using var db = await store.CreateDbContextAsync(ct);
        var came = await db.Set<InboxMessage>().Where(m => m.Flow == flow && (m.State == InboxState.Quarantined || m.State == InboxState.Accepted || (m.State == InboxState.Parked && m.ReasonCode != Disposition.Paused)))
            .GroupBy(m => new { m.State, m.ReasonCode }).Select(g => new { g.Key.State, g.Key.ReasonCode, Count = g.Count(), Since = g.Min(m => m.ReceivedAt) }).ToListAsync(ct);
        var went = await db.Set<OutboxMessage>().Where(m => m.Flow == flow && (m.State == OutboxState.Dead || (m.State == OutboxState.Unsent && m.Attempts > 0)))
            .GroupBy(m => new { m.State, m.LastError }).Select(g => new { g.Key.State, g.Key.LastError, Count = g.Count(), Since = g.Min(m => m.CreatedAt) }).ToListAsync(ct);
        return
        [
            .. came.Select(g => new FlowFailure(g.ReasonCode ?? "PARKED", g.Count, g.State != InboxState.Quarantined, g.Since))
                .Concat(went.Select(g => new FlowFailure(g.LastError ?? "No answer", g.Count, g.State == OutboxState.Unsent, g.Since)))
                .Select(f => (Failure: f, Class: f.ClassAt(now))).OrderByDescending(f => f.Class).ThenByDescending(f => f.Failure.Count).ThenBy(f => f.Failure.Code, StringComparer.Ordinal),
        ];
    }
}
