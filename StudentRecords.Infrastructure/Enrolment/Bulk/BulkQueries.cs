using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.Enrolment.Bulk;

/// <summary>A run in the list and on its page.</summary>
public sealed record BulkRunRow(long Id, string Kind, string Title, Room Room, BulkStage Stage, int Total, int Ready, int Refused, int Done, string RequestedBy, DateTimeOffset RequestedAt, long? JobId, string? Reason, string? Effects, string Columns);

/// <summary>A line with what became of it.</summary>
public sealed record BulkLineRow(long Id, int Number, string Fields, BulkState State, long? PersonId, string? Codes, string? Answer);

/// <summary>How many lines are refused for one reason.</summary>
public sealed record BulkReason(string Codes, int Lines, string? Example);

/// <summary>Something that may be done to many at once.</summary>
public sealed record BulkKind(string Kind, string Title, Room Room, Level Level, IReadOnlyList<BulkColumn> Columns);

/// <summary>Runs of changes of many and their lines; seen by who asked for them, and by those whose right to the room is without a limit.</summary>
public sealed class BulkQueries(IDbContextFactory<RegistryDbContext> store, IEnumerable<IBulkJourney> journeys, TimeProvider clock)
{
    private static readonly Sorting<BulkRun> Sorts = Sorting<BulkRun>.WithKey(r => r.Id).By("requested", r => r.RequestedAt, descendingFirst: true)
        .By("title", r => r.Title).By("kind", r => r.Kind).By("stage", r => r.Stage).By("by", r => r.RequestedBy).By("total", r => r.Total);

    private static readonly Sorting<BulkLine> LineSorts = Sorting<BulkLine>.WithKey(l => l.Id).By("number", l => l.Number).By("state", l => l.State).By("codes", l => l.Codes);

    /// <summary>What the caller may do to many at once.</summary>
    public IReadOnlyList<BulkKind> Kinds(Caller caller) => [.. journeys.Where(j => caller.May(j.Room, j.Level)).Select(j => new BulkKind(j.Kind, j.Title, j.Room, j.Level, j.Columns))];

    /// <summary>Newest first. Filters: <c>stage</c>, <c>kind</c>.</summary>
    public async Task<TablePage<BulkRunRow>> RunsAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var runs = Seen(db, caller);
        if (query.Filter<BulkStage>("stage") is { } stage)
        {
            runs = runs.Where(r => r.Stage == stage);
        }

        if (query.Filter("kind") is { } kind)
        {
            runs = runs.Where(r => r.Kind == kind);
        }

        if (query.Search.Length > 0)
        {
            var like = SearchPattern.Containing(query.Search);
            runs = runs.Where(r => EF.Functions.Like(r.Title, like, SearchPattern.Escape) || EF.Functions.Like(r.RequestedBy, like, SearchPattern.Escape));
        }

        return await runs.ToPageAsync(query, Sorts, Row(db), ct);
    }

    public async Task<BulkRunRow?> FindAsync(long id, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await Seen(db, caller).Where(r => r.Id == id).Select(Row(db)).SingleOrDefaultAsync(ct);
    }

    /// <summary>The lines of the run <see cref="TableQuery.Of"/>, in their order. Filters: <c>state</c>, <c>codes</c>. Reading lines of special categories is written into the trail.</summary>
    public async Task<TablePage<BulkLineRow>> LinesAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var run = Seen(db, caller).Where(r => r.Id == query.Of).Select(r => r.Id);
        var lines = db.Set<BulkLine>().AsNoTracking().Where(l => run.Contains(l.RunId));
        if (query.Filter<BulkState>("state") is { } state)
        {
            lines = lines.Where(l => l.State == state);
        }

        if (query.Filter("codes") is { } codes)
        {
            lines = lines.Where(l => l.Codes == codes);
        }

        if (query.Search.Length > 0)
        {
            var like = SearchPattern.Containing(query.Search);
            lines = lines.Where(l => EF.Functions.Like(l.Fields, like, SearchPattern.Escape) || EF.Functions.Like(l.Answer!, like, SearchPattern.Escape));
        }

        var page = await lines.ToPageAsync(query, LineSorts, l => new BulkLineRow(l.Id, l.Number, l.Fields, l.State, l.PersonId, l.Codes, l.Answer), ct);
        if (page.Rows.Count > 0 && await db.Set<BulkRun>().AnyAsync(r => r.Id == query.Of && (r.Room == Room.Adjustments || r.Room == Room.Circumstances || r.Room == Room.Misconduct), ct))
        {
            await ReadTrail.TellAsync(db, caller, clock.GetUtcNow(), "ReadBulkLines", (nameof(BulkRun), query.Of ?? 0), (nameof(BulkLine), page.Rows.Select(l => l.Id)), ct);
        }

        return page;
    }

    /// <summary>Why lines are refused, the commonest reason first.</summary>
    public async Task<IReadOnlyList<BulkReason>> ReasonsAsync(long id, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var run = Seen(db, caller).Where(r => r.Id == id).Select(r => r.Id);
        var reasons = await db.Set<BulkLine>().AsNoTracking().Where(l => run.Contains(l.RunId) && l.State == BulkState.Refused)
            .GroupBy(l => l.Codes).Select(g => new { Codes = g.Key, Lines = g.Count(), Example = g.Min(l => l.Answer) }).ToListAsync(ct);
        return [.. reasons.OrderByDescending(r => r.Lines).Select(r => new BulkReason(r.Codes ?? "", r.Lines, r.Example))];
    }

    internal static bool MayOpen(Caller caller, Room room, string requestedBy) =>
        caller.May(room, Level.See) && (requestedBy == caller.Name || caller.ReachOf(room, Level.See).IsEverywhere);

    private static IQueryable<BulkRun> Seen(RegistryDbContext db, Caller caller)
    {
        var seen = Enum.GetValues<Room>().Where(r => caller.May(r, Level.See)).ToArray();
        var whole = seen.Where(r => caller.ReachOf(r, Level.See).IsEverywhere).ToArray();
        var name = caller.Name;
        return db.Set<BulkRun>().AsNoTracking().Where(r => whole.Contains(r.Room) || (seen.Contains(r.Room) && r.RequestedBy == name));
    }

    private static Expression<Func<BulkRun, BulkRunRow>> Row(RegistryDbContext db) => r => new BulkRunRow(r.Id, r.Kind, r.Title, r.Room, r.Stage, r.Total,
        db.Set<BulkLine>().Count(l => l.RunId == r.Id && l.State == BulkState.Ready), db.Set<BulkLine>().Count(l => l.RunId == r.Id && l.State == BulkState.Refused),
        db.Set<BulkLine>().Count(l => l.RunId == r.Id && l.State == BulkState.Done), r.RequestedBy, r.RequestedAt, r.JobId, r.Reason, r.Effects, r.Columns);
}
