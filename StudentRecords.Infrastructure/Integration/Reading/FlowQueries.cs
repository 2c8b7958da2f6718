using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Bus;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Infrastructure.Integration.Variation;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.Integration.Reading;

/// <summary>A flow with its traffic, as a tile or row shows it.</summary>
public sealed record FlowRow
{
    public required Flow Flow { get; init; }

    public required FlowTraffic Traffic { get; init; }

    public required FlowStanding Standing { get; init; }

    /// <summary>The other system's name, as it is known here.</summary>
    public required string Partner { get; init; }

    /// <summary>Null when the flow runs here; otherwise why it does not.</summary>
    public string? Rests { get; init; }

    /// <summary>Why a person stopped it for the time being.</summary>
    public string? PausedBecause { get; init; }

    /// <summary>What is wrong with the way over the message bus that it takes; null when nothing is, or it takes another.</summary>
    public BusTrouble? Trouble { get; init; }

    public required string Owner { get; init; }

    /// <summary>How soon it is promised here, in words.</summary>
    public required string Cadence { get; init; }

    /// <summary>The moment of which all this is.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>How long the oldest message has waited that has not had its effect, in or out; null when none does, or nobody is there to take it.</summary>
    public TimeSpan? Lag => Standing == FlowStanding.NotOperated ? null : AsOf - Traffic.Oldest?.Since;

    public FlowPromise Promise => FlowPromise.Of(Cadence);

    /// <summary>By which way it travels here.</summary>
    public required string Channel { get; init; }
}

/// <summary>All about one flow, with its newest messages.</summary>
public sealed record FlowDetail
{
    public required FlowRow Row { get; init; }

    /// <summary>Message names that the record takes; none for what it sends or does not take yet.</summary>
    public required IReadOnlyList<string> Takes { get; init; }

    public required IReadOnlyList<InboxRow> Came { get; init; }

    public required IReadOnlyList<OutboxRow> Went { get; init; }
}

/// <summary>How the 69 flows stand.</summary>
public sealed class FlowQueries(IDbContextFactory<RegistryDbContext> store, InboundFlows flows, BusStanding bus, TimeProvider clock)
{
    private const int Newest = 10;

    private static readonly Sorting<FlowRow> Sorts = Sorting<FlowRow>.WithKey(r => r.Flow.Code)
        .By("code", r => r.Flow.Code).By("name", r => r.Flow.Name).By("partner", r => r.Partner).By("owner", r => r.Owner).By("standing", r => r.Standing)
        .By("received", r => r.Traffic.Received).By("applied", r => r.Traffic.Applied).By("parked", r => r.Traffic.Parked).By("quarantined", r => r.Traffic.Quarantined)
        .By("delivered", r => r.Traffic.Delivered).By("queued", r => r.Traffic.Queued).By("dead", r => r.Traffic.Dead)
        .By("lastSuccess", r => r.Traffic.LastSuccess).By("retried", r => r.Traffic.Retried).By("oldestDue", r => r.Traffic.OldestDue).By("lag", r => r.Lag);

    /// <summary>Filters: <c>direction</c>, <c>standing</c>, <c>partner</c> (system code).</summary>
    public async Task<TablePage<FlowRow>> BoardAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        var rows = await AllAsync(caller, ct);
        return rows.Where(r => query.Search.Length == 0 || r.Flow.Label.Contains(query.Search, StringComparison.OrdinalIgnoreCase) || r.Partner.Contains(query.Search, StringComparison.OrdinalIgnoreCase) || r.Owner.Contains(query.Search, StringComparison.OrdinalIgnoreCase))
            .Where(r => query.Filter<FlowDirection>("direction") is not { } d || r.Flow.Direction == d)
            .Where(r => query.Filter<FlowStanding>("standing") is not { } s || r.Standing == s)
            .Where(r => query.Filter("partner") is not { } p || r.Flow.From == p || r.Flow.To == p)
            .ToList().ToPage(query, Sorts);
    }

    /// <summary>Null when the catalogue has no such flow.</summary>
    public async Task<FlowDetail?> FlowAsync(string code, Caller caller, CancellationToken ct = default)
    {
        if ((await AllAsync(caller, ct)).FirstOrDefault(r => string.Equals(r.Flow.Code, code, StringComparison.OrdinalIgnoreCase)) is not { } row)
        {
            return null;
        }

        await using var db = await store.CreateDbContextAsync(ct);
        return new FlowDetail
        {
            Row = row,
            Takes = [.. flows.TypesOf(row.Flow.Code).Order(StringComparer.Ordinal)],
            Came = (await db.Set<InboxMessage>().AsNoTracking().Where(m => m.Flow == row.Flow.Code).OrderByDescending(m => m.ReceivedAt).ThenByDescending(m => m.Id).Take(Newest).Select(InboxQueries.Row).ToListAsync(ct)).ConvertAll(r => DiscreetFlows.Shown(r, caller)),
            Went = (await db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Flow == row.Flow.Code).OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).Take(Newest).Select(OutboxQueries.Row).ToListAsync(ct)).ConvertAll(r => DiscreetFlows.Shown(r, caller)),
        };
    }

    /// <summary>All flows of the catalogue in its order.</summary>
    public async Task<IReadOnlyList<FlowRow>> AllAsync(Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.FlowMessages, Level.See);
        var now = clock.GetUtcNow();
        await using var db = await store.CreateDbContextAsync(ct);
        var came = (await db.Set<InboxMessage>().GroupBy(m => new { m.Flow, m.State }).Select(g => new { g.Key.Flow, g.Key.State, Count = g.Count(), Last = g.Max(m => m.SettledAt) }).ToListAsync(ct)).ToLookup(g => g.Flow);
        var went = (await db.Set<OutboxMessage>().GroupBy(m => new { m.Flow, m.State }).Select(g => new { g.Key.Flow, g.Key.State, Count = g.Count(), Last = g.Max(m => m.DeliveredAt) }).ToListAsync(ct)).ToLookup(g => g.Flow);
        var due = await db.Set<OutboxMessage>().Where(m => m.State == OutboxState.Unsent && (m.HeldUntil == null || m.HeldUntil <= now))
            .GroupBy(m => m.Flow).Select(g => new { Flow = g.Key, Count = g.Count(), Oldest = g.Min(m => m.HeldUntil ?? m.CreatedAt) }).ToDictionaryAsync(g => g.Flow, ct);
        var kept = (await db.Set<InboxMessage>().Where(m => m.State == InboxState.Accepted || (m.State == InboxState.Parked && m.ReasonCode != Disposition.Paused))
            .GroupBy(m => new { m.Flow, m.State }).Select(g => new { g.Key.Flow, g.Key.State, Oldest = g.Min(m => m.ReceivedAt) }).ToListAsync(ct)).ToDictionary(g => (g.Flow, g.State), g => (DateTimeOffset?)g.Oldest);
        var operated = await db.Set<PartnerChannel>().Where(c => c.Kind != ChannelKind.None).ToDictionaryAsync(c => c.System, ct);
        var terms = await LocalReading.TermsAsync(db, ct);
        var keyed = await KeyedWords.ReadAsync(db, ct);
        return [.. FlowCatalogue.All.Select(f =>
        {
            int Came(InboxState state) => came[f.Code].FirstOrDefault(g => g.State == state)?.Count ?? 0;
            int Went(OutboxState state) => went[f.Code].FirstOrDefault(g => g.State == state)?.Count ?? 0;
            var waits = due.GetValueOrDefault(f.Code);
            var channel = operated.GetValueOrDefault(f.To);
            var trouble = Trouble(f, channel);
            var traffic = f.IsKeyed ? new FlowTraffic { Received = keyed.Count, Applied = keyed.Count, LastSuccess = keyed.Last } : new FlowTraffic
            {
                Received = came[f.Code].Sum(g => g.Count), Applied = Came(InboxState.Applied) + Came(InboxState.Stale), Parked = Came(InboxState.Parked), Retried = Came(InboxState.Accepted),
                Quarantined = Came(InboxState.Quarantined), Refused = Came(InboxState.Refused), Delivered = Went(OutboxState.Delivered), Dead = Went(OutboxState.Dead),
                Queued = waits?.Count ?? 0, OldestDue = waits?.Oldest,
                OldestRetried = kept.GetValueOrDefault((f.Code, InboxState.Accepted)), OldestParked = kept.GetValueOrDefault((f.Code, InboxState.Parked)),
                LastSuccess = f.Direction == FlowDirection.Out ? went[f.Code].FirstOrDefault(g => g.State == OutboxState.Delivered)?.Last : came[f.Code].FirstOrDefault(g => g.State == InboxState.Applied)?.Last,
            };
            return new FlowRow
            {
                Flow = f,
                Traffic = traffic,
                Standing = terms.Refuses(f) is null ? traffic.Stands(Way(f, channel, trouble, terms), FlowPromise.Of(terms.CadenceOf(f)), now) : FlowStanding.NotOperated,
                AsOf = now, PausedBecause = terms.PausedOf(f),
                Partner = terms.NameOf(f.Direction == FlowDirection.Out ? f.To : f.From),
                Rests = terms.Refuses(f)?.Sentence, Trouble = trouble, Owner = terms.OwnerOf(f), Cadence = terms.CadenceOf(f), Channel = terms.ChannelOf(f),
            };
        })];
    }

    /// <summary>What goes out, from the record or passed on by it, needs a channel to its receiver.</summary>
    private static FlowWay Way(Flow flow, PartnerChannel? channel, BusTrouble? trouble, LocalTerms terms) => new(
        flow.Direction == FlowDirection.In || flow.IsKeyed || channel is not null, trouble is null,
        terms.PausedOf(flow) is not null || (flow.Direction != FlowDirection.In && channel?.PausedBecause is not null));

    private BusTrouble? Trouble(Flow flow, PartnerChannel? channel) =>
        flow.Direction != FlowDirection.Out ? bus.Reading(flow.From) : channel?.Kind == ChannelKind.Bus ? bus.Sending : null;
}
