using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.Integration.Reading;

/// <summary>A message that came in, as lists show it.</summary>
public sealed record InboxRow
{
    public required long Id { get; init; }
    public required string Flow { get; init; }
    public required string Source { get; init; }
    public required string MessageId { get; init; }
    public required string Type { get; init; }
    public required string BusinessKey { get; init; }
    public required long SourceVersion { get; init; }
    public required InboxState State { get; init; }
    public string? ReasonCode { get; init; }
    public string? Reason { get; init; }
    public required string Channel { get; init; }
    public string? Batch { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public DateTimeOffset? SettledAt { get; init; }
    public required int Attempts { get; init; }
}

/// <summary>Reads what came in.</summary>
public sealed class InboxQueries(IDbContextFactory<RegistryDbContext> store)
{
    internal static readonly Expression<Func<InboxMessage, InboxRow>> Row = m => new InboxRow
    {
        Id = m.Id, Flow = m.Flow, Source = m.Source, MessageId = m.MessageId, Type = m.Type, BusinessKey = m.BusinessKey, SourceVersion = m.SourceVersion, State = m.State,
        ReasonCode = m.ReasonCode, Reason = m.Reason, Channel = m.Channel, Batch = m.Batch, ReceivedAt = m.ReceivedAt, SettledAt = m.SettledAt, Attempts = m.Attempts,
    };

    // ids grow with time, and need no index of their own
    private static readonly Sorting<InboxMessage> Sorts = Sorting<InboxMessage>.WithKey(m => m.Id)
        .By("received", m => m.Id, descendingFirst: true).By("flow", m => m.Flow).By("state", m => m.State).By("source", m => m.Source).By("key", m => m.BusinessKey);

    /// <summary>Filters: <c>flow</c>, <c>state</c>, <c>code</c>, <c>alike</c>, <c>source</c>, <c>channel</c>. Searches the beginnings of message id, key, correlation id and the batch.</summary>
    public async Task<TablePage<InboxRow>> ListAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.FlowMessages, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var inbox = db.Set<InboxMessage>().AsNoTracking();
        if (query.Search is { Length: > 0 } text)
        {
            // ranges and not LIKE: they can use the indexes of both stores
            var (end, hidden) = (text + "\uffff", DiscreetFlows.HiddenFrom(caller));
            inbox = inbox.Where(m => (string.Compare(m.MessageId, text) >= 0 && string.Compare(m.MessageId, end) < 0)
                || (!hidden.Contains(m.Flow) && string.Compare(m.BusinessKey, text) >= 0 && string.Compare(m.BusinessKey, end) < 0)
                || (string.Compare(m.CorrelationId, text) >= 0 && string.Compare(m.CorrelationId, end) < 0)
                || m.Batch == text);
        }

        if (query.Filter("flow") is { } flow)
        {
            inbox = inbox.Where(m => m.Flow == flow);
        }

        if (query.Filter<InboxState>("state") is { } state)
        {
            inbox = inbox.Where(m => m.State == state);
        }

        if (query.Filter("code") is { } code)
        {
            inbox = inbox.Where(m => m.ReasonCode == code);
        }

        if (query.Filter("alike") is { } alike)
        {
            inbox = inbox.Where(m => m.Fingerprint == alike);
        }

        if (query.Filter("source") is { } source)
        {
            inbox = inbox.Where(m => m.Source == source);
        }

        if (query.Filter("channel") is { } channel)
        {
            inbox = inbox.Where(m => m.Channel == channel);
        }

        var page = await inbox.ToPageAsync(query, Sorts, Row, ct);
        return page with { Rows = [.. page.Rows.Select(r => DiscreetFlows.Shown(r, caller))] };
    }
}
