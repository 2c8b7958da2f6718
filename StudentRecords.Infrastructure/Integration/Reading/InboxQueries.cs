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

/// <summary>Messages in quarantine for one flow and reason.</summary>
public sealed record QuarantineRow
{
    public required string Flow { get; init; }
    public required string Code { get; init; }
    public required int Count { get; init; }
    public required DateTimeOffset Oldest { get; init; }
    public required DateTimeOffset Newest { get; init; }

    public string FlowName => FlowCatalogue.Find(Flow)?.Name ?? "";

    public string Owner => FlowCatalogue.Find(Flow)?.Owner ?? "";

    public string Advice => ReasonAdvice.For(Code);
}

/// <summary>A group in quarantine with its first messages.</summary>
public sealed record QuarantineDetail(QuarantineRow Group, IReadOnlyList<InboxRow> First);

/// <summary>Reads what came in.</summary>
public sealed class InboxQueries(IDbContextFactory<RegistryDbContext> store)
{
    internal static readonly Expression<Func<InboxMessage, InboxRow>> Row = m => new InboxRow
    {
        Id = m.Id, Flow = m.Flow, Source = m.Source, MessageId = m.MessageId, Type = m.Type, BusinessKey = m.BusinessKey, SourceVersion = m.SourceVersion, State = m.State,
        ReasonCode = m.ReasonCode, Reason = m.Reason, Channel = m.Channel, Batch = m.Batch, ReceivedAt = m.ReceivedAt, SettledAt = m.SettledAt, Attempts = m.Attempts,
    };

    private const int Shown = 10;

    // ids grow with time, and need no index of their own
    private static readonly Sorting<InboxMessage> Sorts = Sorting<InboxMessage>.WithKey(m => m.Id)
        .By("received", m => m.Id, descendingFirst: true).By("flow", m => m.Flow).By("state", m => m.State).By("source", m => m.Source).By("key", m => m.BusinessKey);

    private static readonly Sorting<QuarantineRow> GroupSorts = Sorting<QuarantineRow>.WithKey(g => g.Flow + g.Code)
        .By("count", g => g.Count, descendingFirst: true).By("flow", g => g.Flow).By("code", g => g.Code).By("oldest", g => g.Oldest).By("newest", g => g.Newest);

    /// <summary>Filters: <c>flow</c>, <c>state</c>, <c>code</c>, <c>source</c>, <c>channel</c>. Searches the beginnings of message id, key, correlation id and the batch.</summary>
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

    /// <summary>One group with its oldest messages; null when nothing is in it (any more).</summary>
    public async Task<QuarantineDetail?> GroupAsync(string flow, string code, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.FlowMessages, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var messages = db.Set<InboxMessage>().AsNoTracking().Where(m => m.State == InboxState.Quarantined && m.Flow == flow && m.ReasonCode == code);
        var first = await messages.OrderBy(m => m.Id).Take(Shown).Select(Row).ToListAsync(ct);
        return first.Count == 0 ? null : new QuarantineDetail(
            new QuarantineRow { Flow = flow, Code = code, Count = await messages.CountAsync(ct), Oldest = first[0].ReceivedAt, Newest = await messages.MaxAsync(m => m.ReceivedAt, ct) },
            first.ConvertAll(r => DiscreetFlows.Shown(r, caller)));
    }

    /// <summary>Quarantine by flow and reason: four thousand like messages are one line. Filters: <c>flow</c>.</summary>
    public async Task<TablePage<QuarantineRow>> QuarantineAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.FlowMessages, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var groups = await db.Set<InboxMessage>().Where(m => m.State == InboxState.Quarantined).GroupBy(m => new { m.Flow, m.ReasonCode })
            .Select(g => new QuarantineRow { Flow = g.Key.Flow, Code = g.Key.ReasonCode ?? "", Count = g.Count(), Oldest = g.Min(m => m.ReceivedAt), Newest = g.Max(m => m.ReceivedAt) }).ToListAsync(ct);
        return groups.Where(g => query.Filter("flow") is not { } flow || g.Flow == flow)
            .Where(g => query.Search.Length == 0 || g.Code.Contains(query.Search, StringComparison.OrdinalIgnoreCase) || $"{g.Flow} {g.FlowName}".Contains(query.Search, StringComparison.OrdinalIgnoreCase))
            .ToList().ToPage(query, GroupSorts);
    }
}
