using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Hesa.Compare;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.Hesa.Sets;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.Hesa;

/// <summary>Returns, what their compare runs say, and where each value came from.</summary>
public sealed class HesaQueries(IDbContextFactory<RegistryDbContext> store, CollectionDefinitions collections, TimeProvider clock)
{
    private static readonly Sorting<HesaReturn> Returns = Sorting<HesaReturn>.WithKey(r => r.Id)
        .By("started", r => r.StartedAt, descendingFirst: true).By("collection", r => r.Collection).By("state", r => r.State)
        .By("entities", r => r.EntityCount).By("errors", r => r.ErrorCount).By("submitted", r => r.SubmittedAt);

    private static readonly Sorting<SetVerdict> Verdicts = Sorting<SetVerdict>.WithKey(v => v.Id)
        .By("place", v => v.Id).By("entity", v => v.Entity).By("status", v => v.Status);

    /// <summary>Filters: <c>collection</c>, <c>state</c>.</summary>
    public async Task<TablePage<ReturnRow>> ReturnsAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Returns, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var returns = db.Set<HesaReturn>().AsNoTracking();
        if (query.Search.Length > 0)
        {
            returns = returns.Where(r => EF.Functions.Like(r.Collection, SearchPattern.Containing(query.Search), SearchPattern.Escape));
        }

        if (query.Filter("collection") is { } collection)
        {
            returns = returns.Where(r => r.Collection == collection);
        }

        if (query.Filter<ReturnState>("state") is { } state)
        {
            returns = returns.Where(r => r.State == state);
        }

        return await returns.ToPageAsync(query, Returns, r => ReturnRow.Of(r), ct);
    }

    /// <summary>Null when there is none.</summary>
    public async Task<ReturnRow?> FindAsync(long returnId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Returns, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<HesaReturn>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == returnId, ct) is { } found ? ReturnRow.Of(found) : null;
    }

    /// <summary>How many entities of each kind have which status, in document order; empty before the compare run.</summary>
    public async Task<IReadOnlyList<EntityCounts>> CountsAsync(long returnId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Returns, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var found = await db.Set<HesaReturn>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == returnId, ct);
        if (found?.Comparison is not { } comparison)
        {
            return [];
        }

        var counts = (await db.Set<ReturnCount>().AsNoTracking().Where(c => c.Comparison == comparison).ToListAsync(ct)).ToLookup(c => c.Entity);
        return [.. collections[found.Collection].Entities.Where(e => counts.Contains(e.Name))
            .Select(e => new EntityCounts(e.Name, e.Level, counts[e.Name].ToDictionary(c => c.Status, c => c.Count)))];
    }

    /// <summary>What the compare run says, of the return <see cref="TableQuery.Of"/>. Filters: <c>entity</c>, <c>status</c>; the search looks into the keys. Unchanged entities are listed where they are asked for. Keys tell of disabilities.</summary>
    public async Task<TablePage<VerdictRow>> EntitiesAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Returns, Level.See);
        caller.Demand(Room.SpecialCategory, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<HesaReturn>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == query.Of, ct) is not { } found)
        {
            return new([], 0, 1, query.Size);
        }

        var status = query.Filter<EntityStatus>("status");
        var verdicts = status == EntityStatus.Unchanged ? ComparedEntities.Unchanged(db, found) : ComparedEntities.Told(db, found);
        if (query.Search.Length > 0)
        {
            verdicts = verdicts.Where(v => EF.Functions.Like(v.KeyPath, SearchPattern.Containing(query.Search), SearchPattern.Escape));
        }

        if (query.Filter("entity") is { } entity)
        {
            verdicts = verdicts.Where(v => v.Entity == entity);
        }

        if (status is { } asked && asked != EntityStatus.Unchanged)
        {
            verdicts = verdicts.Where(v => v.Status == asked);
        }

        var page = await verdicts.ToPageAsync(query, Verdicts, v => new { v.Id, v.Entity, v.Status, v.KeyPath }, ct);
        return new([.. page.Rows.Select(v => new VerdictRow(found.Id, v.Id, v.Entity, v.Status, EntityKey.Display(v.KeyPath, collections[found.Collection])))], page.Total, page.Page, page.Size);
    }

    /// <summary>One entity of a compare run, field by field, before and after, with where each value came from. Null when there is none. The values tell of ethnicity, religion and disability: each look at them is written down.</summary>
    public async Task<VerdictDetail?> EntityAsync(long verdictId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Returns, Level.See);
        caller.Demand(Room.SpecialCategory, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await ComparedEntities.FindAsync(db, verdictId, ct) is not var (found, verdict))
        {
            return null;
        }

        var extract = await db.Set<SetEntity>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == verdict.ExtractRow, ct);
        if (SightOfValues.IsSpecial(verdict.Entity))
        {
            await SightOfValues.TellAsync(db, found, extract?.SourceKind == nameof(Person) ? extract.SourceId : null, caller, clock.GetUtcNow(), ct);
        }

        return VerdictDetail.Of(collections[found.Collection], found, verdict, extract) with { SourceChangedAt = await ChangedAsync(db, found, verdict.KeyPath, extract, ct) };
    }

    private static async Task<DateTimeOffset?> ChangedAsync(RegistryDbContext db, HesaReturn of, string keyPath, SetEntity? extract, CancellationToken ct)
    {
        if (extract is not { SourceKind: { } kind, SourceId: { } id })
        {
            return null;
        }

        // what is about a person is told in the person's history
        var (root, first, last) = (EntityKey.Root(keyPath), SetNumbers.First(of.ExtractSet), SetNumbers.Last(of.ExtractSet));
        var person = await db.Set<SetEntity>().AsNoTracking().Where(e => e.RootKey == root && e.Id >= first && e.Id <= last && e.SourceKind == nameof(Person)).Select(e => e.SourceId).FirstOrDefaultAsync(ct);
        return (await LastChange.OfAsync(db, person is null ? kind : nameof(Person), person ?? id, kind, ct, id))?.At;
    }
}
