using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Reconciling;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.Integration.Reconciling;

/// <summary>One end of a flow with its last comparison.</summary>
public sealed record FlowReconciliationRow
{
    public required Flow Flow { get; init; }

    /// <summary>Code of the other side.</summary>
    public required string System { get; init; }

    /// <summary>Null when it was never compared.</summary>
    public ReconciliationRun? Last { get; init; }

    /// <summary>The newest comparison that somebody has to do something about.</summary>
    public long? OpenRun { get; init; }

    /// <summary>Drifts of all open comparisons.</summary>
    public required int OpenDrift { get; init; }

    /// <summary>Worst first: open, never compared, the same.</summary>
    public ReconciliationState? State => OpenRun is not null && Last is { IsOpen: false } ? ReconciliationState.Drift : Last?.State;
}

/// <summary>One comparison, with its groups and what else is known of the flow.</summary>
public sealed record ReconciliationDetail
{
    public required ReconciliationRun Run { get; init; }

    /// <summary>Those that differ first; at most two hundred.</summary>
    public required IReadOnlyList<ReconciledGroup> Groups { get; init; }
    public required IReadOnlyList<(DriftKind Kind, int Count)> Kinds { get; init; }

    /// <summary>The flow's other comparisons with the same system, newest first.</summary>
    public required IReadOnlyList<ReconciliationRun> Others { get; init; }
}

/// <summary>Reads what was compared.</summary>
public sealed class ReconciliationQueries(IDbContextFactory<RegistryDbContext> store)
{
    private const int MostGroups = 200;
    private const int MostOthers = 10;

    private static readonly Sorting<FlowReconciliationRow> Sorts = Sorting<FlowReconciliationRow>.WithKey(r => r.Flow.Code + r.System)
        .By("drift", r => r.OpenDrift, descendingFirst: true).By("code", r => r.Flow.Code).By("name", r => r.Flow.Name).By("system", r => r.System).By("at", r => r.Last == null ? (DateTimeOffset?)null : r.Last.At, descendingFirst: true);

    private static readonly Sorting<DriftItem> DriftSorts = Sorting<DriftItem>.WithKey(d => d.Id).By("kind", d => d.Kind).By("key", d => d.Key).By("group", d => d.Group);

    /// <summary>Every flow and each of its ends that compares. Filters: <c>stands</c> (open, same, never), <c>system</c>.</summary>
    public async Task<TablePage<FlowReconciliationRow>> ListAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.FlowMessages, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var newest = await db.Set<ReconciliationRun>().AsNoTracking().Where(r => !db.Set<ReconciliationRun>().Any(o => o.Flow == r.Flow && o.System == r.System && o.Id > r.Id)).ToListAsync(ct);
        var open = await db.Set<ReconciliationRun>().Where(r => r.State == ReconciliationState.Differs || r.State == ReconciliationState.Drift)
            .GroupBy(r => new { r.Flow, r.System }).Select(g => new { g.Key.Flow, g.Key.System, Drift = g.Sum(r => r.DriftCount), Newest = g.Max(r => r.Id) }).ToListAsync(ct);
        var last = newest.ToDictionary(r => (r.Flow, r.System));
        var stands = open.ToDictionary(o => (o.Flow, o.System));
        return Ends().Select(e => new FlowReconciliationRow
            {
                Flow = e.Flow, System = e.System, Last = last.GetValueOrDefault((e.Flow.Code, e.System)),
                OpenRun = stands.GetValueOrDefault((e.Flow.Code, e.System))?.Newest, OpenDrift = stands.GetValueOrDefault((e.Flow.Code, e.System))?.Drift ?? 0,
            })
            .Where(r => query.Search.Length == 0 || $"{r.Flow.Label} {r.System} {SystemCatalogue.Names[r.System]}".Contains(query.Search, StringComparison.OrdinalIgnoreCase))
            .Where(r => query.Filter("system") is not { } s || r.System == s)
            .Where(r => query.Filter("stands") switch { "open" => r.OpenRun is not null, "same" => r.Last is not null && r.OpenRun is null, "never" => r.Last is null, _ => true })
            .ToList().ToPage(query, Sorts);
    }

    /// <summary>Null when there is no such comparison.</summary>
    public async Task<ReconciliationDetail?> RunAsync(long id, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.FlowMessages, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<ReconciliationRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) is not { } run)
        {
            return null;
        }

        var kinds = await db.Set<DriftItem>().Where(d => d.RunId == id).GroupBy(d => d.Kind).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        return new ReconciliationDetail
        {
            Run = run,
            Groups = await db.Set<ReconciledGroup>().AsNoTracking().Where(g => g.RunId == id).OrderBy(g => g.IsSame).ThenBy(g => g.Group).Take(MostGroups).ToListAsync(ct),
            Kinds = [.. kinds.OrderBy(k => k.Key).Select(k => (k.Key, k.Count))],
            Others = await db.Set<ReconciliationRun>().AsNoTracking().Where(r => r.Flow == run.Flow && r.System == run.System && r.Id != id).OrderByDescending(r => r.Id).Take(MostOthers).ToListAsync(ct),
        };
    }

    /// <summary>The drifts of a comparison. Filters: <c>kind</c>.</summary>
    public async Task<TablePage<DriftItem>> DriftAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.FlowMessages, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var drift = db.Set<DriftItem>().AsNoTracking().Where(d => d.RunId == query.Of);
        if (query.Search is { Length: > 0 } text)
        {
            var end = text + "\uffff";
            drift = drift.Where(d => string.Compare(d.Key, text) >= 0 && string.Compare(d.Key, end) < 0);
        }

        if (query.Filter<DriftKind>("kind") is { } kind)
        {
            drift = drift.Where(d => d.Kind == kind);
        }

        return await drift.ToPageAsync(query, DriftSorts, d => d, ct);
    }

    /// <summary>A flow between two other systems has two ends that compare with the record.</summary>
    private static IEnumerable<(Flow Flow, string System)> Ends() => FlowCatalogue.All.SelectMany(f => f.Direction switch
    {
        FlowDirection.In => [(f, f.From)],
        FlowDirection.Out => [(f, f.To)],
        _ => new[] { (f, f.From), (f, f.To) },
    });
}
