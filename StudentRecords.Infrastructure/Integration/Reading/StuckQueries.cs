using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Variation;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.Integration.Reading;

/// <summary>Messages of one flow that only a person can move, and that are stuck alike: in quarantine for one reason, or dead on their way to one system.</summary>
public sealed record StuckGroup
{
    public required string Flow { get; init; }

    /// <summary>Who answers for the flow here.</summary>
    public required string Owner { get; init; }

    /// <summary>True in quarantine on the way in, false dead on the way out.</summary>
    public required bool IsIncoming { get; init; }

    /// <summary>Reason code of the quarantine, or the system that does not take it.</summary>
    public required string Code { get; init; }

    /// <summary>Names the group within its flow.</summary>
    public required string Print { get; init; }

    public required int Count { get; init; }

    public required DateTimeOffset Oldest { get; init; }

    /// <summary>The reason as all of them have it; empty for what is outgoing.</summary>
    public string Alike { get; init; } = "";

    public string Label => FlowCatalogue.Find(Flow)?.Label ?? Flow;

    /// <summary>How they stand, in words that follow a number of messages.</summary>
    public string Standing => IsIncoming ? $"in quarantine ({Code})" : $"that {Code} does not take";

    public string Advice => IsIncoming ? ReasonAdvice.For(Code) : "The operator sends them again when the other system takes them, or sets them aside; their lanes wait behind them.";

    /// <summary>The group among the messages, for those who may see them.</summary>
    public string Messages => IsIncoming ? $"/flows/quarantine/{Flow}/{Print}" : $"/flows/outbox?f.state=Dead&f.flow={Flow}&f.destination={Code}";
}

/// <summary>What is stuck on the flows that the caller answers for: how many, why and since when, and nothing of the messages. Whoever works on messages sees every flow's.</summary>
public sealed class StuckQueries(IDbContextFactory<RegistryDbContext> store)
{
    private static readonly Sorting<StuckGroup> Sorts = Sorting<StuckGroup>.WithKey(g => g.Flow + g.Print)
        .By("count", g => g.Count, descendingFirst: true).By("flow", g => g.Flow).By("code", g => g.Code).By("owner", g => g.Owner).By("oldest", g => g.Oldest);

    /// <summary>Filters: <c>flow</c>.</summary>
    public async Task<TablePage<StuckGroup>> ListAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.OwnedFlows, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return (await ReadAsync(db, caller, ct)).Where(g => query.Filter("flow") is not { } flow || g.Flow == flow)
            .Where(g => query.Search.Length == 0 || $"{g.Label} {g.Code} {g.Owner}".Contains(query.Search, StringComparison.OrdinalIgnoreCase)).ToList().ToPage(query, Sorts);
    }

    /// <summary>Every group of the flows that run here and that the caller answers for, the largest first.</summary>
    internal static async Task<List<StuckGroup>> ReadAsync(RegistryDbContext db, Caller caller, CancellationToken ct)
    {
        var terms = await LocalReading.TermsAsync(db, ct);
        var owners = FlowCatalogue.All.Where(f => terms.Refuses(f) is null && Concerns(caller, terms.OwnerOf(f))).ToDictionary(f => f.Code, terms.OwnerOf);
        var quarantined = await db.Set<InboxMessage>().Where(m => m.State == InboxState.Quarantined).GroupBy(m => new { m.Flow, m.ReasonCode, m.Fingerprint })
            .Select(g => new { g.Key.Flow, Code = g.Key.ReasonCode ?? "", Print = g.Key.Fingerprint ?? g.Key.ReasonCode ?? "", Count = g.Count(), Oldest = g.Min(m => m.ReceivedAt), Newest = g.Max(m => m.ReceivedAt), First = g.Min(m => m.Id) }).ToListAsync(ct);
        var dead = await db.Set<OutboxMessage>().Where(m => m.State == OutboxState.Dead).GroupBy(m => new { m.Flow, m.Destination })
            .Select(g => new { g.Key.Flow, g.Key.Destination, Count = g.Count(), Oldest = g.Min(m => m.CreatedAt) }).ToListAsync(ct);
        var mine = quarantined.Where(g => owners.ContainsKey(g.Flow)).ToList();
        var ids = mine.Select(g => g.First).ToList();
        var first = await db.Set<InboxMessage>().Where(m => ids.Contains(m.Id)).Select(m => new { m.Id, m.Reason, m.Raw }).ToDictionaryAsync(m => m.Id, m => (m.Reason, m.Raw), ct);
        return
        [
            .. mine.Select(g => new StuckGroup { Flow = g.Flow, Owner = owners[g.Flow], IsIncoming = true, Code = g.Code, Print = g.Print, Count = g.Count, Oldest = g.Oldest, Alike = QuarantineQueries.Alike(g.Flow, g.Code == g.Print, first.GetValueOrDefault(g.First), caller) })
                .Concat(dead.Where(g => owners.ContainsKey(g.Flow)).Select(g => new StuckGroup { Flow = g.Flow, Owner = owners[g.Flow], IsIncoming = false, Code = g.Destination, Print = g.Destination, Count = g.Count, Oldest = g.Oldest }))
                .OrderByDescending(g => g.Count).ThenBy(g => g.Flow, StringComparer.Ordinal).ThenBy(g => g.Print, StringComparer.Ordinal),
        ];
    }

    private static bool Concerns(Caller caller, string owner) => caller.May(Room.FlowMessages, Level.Change) || caller.Holds(Role.Auditor) || caller.Holds(FlowOwners.RoleOf(owner));
}
