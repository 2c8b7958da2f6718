using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Quarantine;
using StudentRecords.Infrastructure.Integration.Variation;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.Integration.Reading;

/// <summary>Messages of one flow in quarantine that failed alike.</summary>
public sealed record QuarantineRow
{
    public required string Flow { get; init; }

    public required string Code { get; init; }

    /// <summary>Names the group; the code alone for what was quarantined before fingerprints were taken.</summary>
    public required string Fingerprint { get; init; }

    public required int Count { get; init; }

    public required DateTimeOffset Oldest { get; init; }

    public required DateTimeOffset Newest { get; init; }

    /// <summary>Id of the one that came first.</summary>
    internal long First { get; init; }

    /// <summary>The reason as all of them have it, without the single message's own values; withheld from who may not read the flow.</summary>
    public string Alike { get; init; } = "";

    public string FlowName => FlowCatalogue.Find(Flow)?.Name ?? "";

    /// <summary>Who answers for the flow here.</summary>
    public string Owner { get; init; } = "";

    public string Advice => ReasonAdvice.For(Code);
}

/// <summary>A group in quarantine with its first messages.</summary>
public sealed record QuarantineDetail(QuarantineRow Group, IReadOnlyList<InboxRow> First);

/// <summary>Reads what is in quarantine, by what failed alike.</summary>
public sealed class QuarantineQueries(IDbContextFactory<RegistryDbContext> store)
{
    private const int Shown = 10;

    private static readonly Sorting<QuarantineRow> Sorts = Sorting<QuarantineRow>.WithKey(g => g.Flow + g.Fingerprint)
        .By("count", g => g.Count, descendingFirst: true).By("flow", g => g.Flow).By("code", g => g.Code).By("oldest", g => g.Oldest).By("newest", g => g.Newest);

    /// <summary>Four thousand that failed alike are one line. Filters: <c>flow</c>.</summary>
    public async Task<TablePage<QuarantineRow>> ListAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.FlowMessages, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var groups = await db.Set<InboxMessage>().Where(m => m.State == InboxState.Quarantined).GroupBy(m => new { m.Flow, m.ReasonCode, m.Fingerprint }).Select(g => new QuarantineRow
        {
            Flow = g.Key.Flow, Code = g.Key.ReasonCode ?? "", Fingerprint = g.Key.Fingerprint ?? g.Key.ReasonCode ?? "", Count = g.Count(), Oldest = g.Min(m => m.ReceivedAt), Newest = g.Max(m => m.ReceivedAt), First = g.Min(m => m.Id),
        }).ToListAsync(ct);
        var page = groups.Where(g => query.Filter("flow") is not { } flow || g.Flow == flow)
            .Where(g => query.Search.Length == 0 || g.Code.Contains(query.Search, StringComparison.OrdinalIgnoreCase) || $"{g.Flow} {g.FlowName}".Contains(query.Search, StringComparison.OrdinalIgnoreCase))
            .ToList().ToPage(query, Sorts);
        var (ids, terms) = (page.Rows.Select(g => g.First).ToList(), await LocalReading.TermsAsync(db, ct));
        var first = await db.Set<InboxMessage>().Where(m => ids.Contains(m.Id)).Select(m => new { m.Id, m.Reason, m.Raw }).ToDictionaryAsync(m => m.Id, m => (m.Reason, m.Raw), ct);
        return page with { Rows = page.Rows.Select(g => g with { Alike = Alike(g.Flow, g.Code == g.Fingerprint, first.GetValueOrDefault(g.First), caller), Owner = Owner(terms, g.Flow) }).ToList() };
    }

    /// <summary>One group with its oldest messages; null when nothing is in it (any more).</summary>
    public async Task<QuarantineDetail?> GroupAsync(string flow, string fingerprint, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.FlowMessages, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var group = new QuarantineGroup(flow, fingerprint);
        var messages = group.Of(db.Set<InboxMessage>().AsNoTracking());
        var first = await messages.OrderBy(m => m.Id).Take(Shown).Select(InboxQueries.Row).ToListAsync(ct);
        if (first.Count == 0)
        {
            return null;
        }

        var one = await messages.Where(m => m.Id == first[0].Id).Select(m => new { m.Reason, m.Raw }).FirstAsync(ct);
        var row = new QuarantineRow { Flow = flow, Code = group.Code, Fingerprint = fingerprint, Count = await messages.CountAsync(ct), Oldest = first[0].ReceivedAt, Newest = await messages.MaxAsync(m => m.ReceivedAt, ct) };
        return new QuarantineDetail(row with { Alike = Alike(flow, group.Code == fingerprint, (one.Reason, one.Raw), caller), Owner = Owner(await LocalReading.TermsAsync(db, ct), flow) }, first.ConvertAll(r => DiscreetFlows.Shown(r, caller)));
    }

    /// <summary>A group of a whole reason may hold different faults: nothing is said to be alike.</summary>
    internal static string Alike(string flow, bool isOfWholeReason, (string? Reason, string Raw) first, Caller caller) =>
        !DiscreetFlows.MayRead(flow, caller) ? DiscreetFlows.Withheld : isOfWholeReason ? "" : Domain.Integration.Fingerprint.Alike(first.Reason, first.Raw);

    private static string Owner(LocalTerms terms, string flow) => FlowCatalogue.Find(flow) is { } known ? terms.OwnerOf(known) : "";
}
