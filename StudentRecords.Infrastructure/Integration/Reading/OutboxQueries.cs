using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.Integration.Reading;

/// <summary>A message that goes out, as lists show it.</summary>
public sealed record OutboxRow
{
    public required long Id { get; init; }
    public required string Flow { get; init; }
    public required string Destination { get; init; }
    public required string Type { get; init; }
    public required string Key { get; init; }
    public required string Aggregate { get; init; }
    public required long Sequence { get; init; }
    public required OutboxState State { get; init; }
    public required int Attempts { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset NextAttemptAt { get; init; }
    public DateTimeOffset? HeldUntil { get; init; }
    public DateTimeOffset? DeliveredAt { get; init; }
    public string? LastError { get; init; }
    public string? Receipt { get; init; }
}

/// <summary>Reads what goes out.</summary>
public sealed class OutboxQueries(IDbContextFactory<RegistryDbContext> store)
{
    private static readonly Sorting<OutboxMessage> Sorts = Sorting<OutboxMessage>.WithKey(m => m.Id)
        .By("created", m => m.Id, descendingFirst: true).By("flow", m => m.Flow).By("state", m => m.State).By("destination", m => m.Destination).By("key", m => m.Key)
        .By("next", m => m.NextAttemptAt).By("attempts", m => m.Attempts);

    internal static readonly Expression<Func<OutboxMessage, OutboxRow>> Row = m => new OutboxRow
    {
        Id = m.Id, Flow = m.Flow, Destination = m.Destination, Type = m.Type, Key = m.Key, Aggregate = m.Aggregate, Sequence = m.Sequence, State = m.State, Attempts = m.Attempts,
        CreatedAt = m.CreatedAt, NextAttemptAt = m.NextAttemptAt, HeldUntil = m.HeldUntil, DeliveredAt = m.DeliveredAt, LastError = m.LastError, Receipt = m.Receipt,
    };

    /// <summary>Filters: <c>flow</c>, <c>state</c>, <c>destination</c>. Searches the beginnings of key, aggregate and correlation id.</summary>
    public async Task<TablePage<OutboxRow>> ListAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.FlowMessages, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var outbox = db.Set<OutboxMessage>().AsNoTracking();
        if (query.Search is { Length: > 0 } text)
        {
            var (end, hidden) = (text + "\uffff", DiscreetFlows.HiddenFrom(caller));
            outbox = outbox.Where(m => !hidden.Contains(m.Flow)).Where(m => (string.Compare(m.Key, text) >= 0 && string.Compare(m.Key, end) < 0)
                || (string.Compare(m.Aggregate, text) >= 0 && string.Compare(m.Aggregate, end) < 0)
                || (string.Compare(m.CorrelationId, text) >= 0 && string.Compare(m.CorrelationId, end) < 0));
        }

        if (query.Filter("flow") is { } flow)
        {
            outbox = outbox.Where(m => m.Flow == flow);
        }

        if (query.Filter<OutboxState>("state") is { } state)
        {
            outbox = outbox.Where(m => m.State == state);
        }

        if (query.Filter("destination") is { } destination)
        {
            outbox = outbox.Where(m => m.Destination == destination);
        }

        var page = await outbox.ToPageAsync(query, Sorts, Row, ct);
        return page with { Rows = [.. page.Rows.Select(r => DiscreetFlows.Shown(r, caller))] };
    }
}
