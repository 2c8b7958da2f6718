using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Hesa;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.Hesa.Overriding;

/// <param name="Key">Keys from the top: SID=…/NUMHUS=….</param>
public sealed record OverrideRow(long Id, string Collection, string Entity, string Key, string Field, string Value, string Reason, DateOnly ExpiresOn, string ProposedBy, string? ApprovedBy, bool IsEnded);

/// <summary>Overrides, proposed and approved. What they say may be special category.</summary>
public sealed class OverrideQueries(IDbContextFactory<RegistryDbContext> store, CollectionDefinitions collections)
{
    private static readonly Sorting<ValueOverride> Sorts = Sorting<ValueOverride>.WithKey(o => o.Id)
        .By("proposed", o => o.Id, descendingFirst: true).By("entity", o => o.Entity).By("expires", o => o.ExpiresOn).By("collection", o => o.Collection);

    /// <summary>Filter: <c>collection</c>.</summary>
    public async Task<TablePage<OverrideRow>> AllAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Returns, Level.See);
        caller.Demand(Room.SpecialCategory, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var overrides = db.Set<ValueOverride>().AsNoTracking();
        if (query.Filter("collection") is { } collection)
        {
            overrides = overrides.Where(o => o.Collection == collection);
        }

        if (query.Search.Length > 0)
        {
            overrides = overrides.Where(o => EF.Functions.Like(o.KeyPath, SearchPattern.Containing(query.Search), SearchPattern.Escape));
        }

        var page = await overrides.ToPageAsync(query, Sorts, o => o, ct);
        return new([.. page.Rows.Select(Row)], page.Total, page.Page, page.Size);
    }

    /// <summary>Null when there is none.</summary>
    public async Task<OverrideRow?> FindAsync(long id, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Returns, Level.See);
        caller.Demand(Room.SpecialCategory, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<ValueOverride>().AsNoTracking().SingleOrDefaultAsync(o => o.Id == id, ct) is { } found ? Row(found) : null;
    }

    private OverrideRow Row(ValueOverride o) => new(
        o.Id, o.Collection, o.Entity, EntityKey.Display(o.KeyPath, collections[o.Collection]), o.Field, o.Value, o.Reason, o.ExpiresOn, o.ProposedBy, o.ApprovedBy, o.EndedAt is not null);
}
