using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Hesa;
using StudentRecords.Infrastructure.Hesa.Overriding;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Hesa;

/// <summary>Values that people put in the place of derived ones.</summary>
[Needs(Room.Returns, Level.See)]
public sealed class OverrideListing(OverrideQueries queries, CollectionDefinitions collections) : Listing<OverrideRow>
{
    public override string Path => "/return-overrides";

    public override string Nouns => "overrides";

    public override string SearchHint => "Any part of the key";

    public override bool IsSearchedFromEverywhere => false;

    public override string WhenEmpty => "No value is overridden: every return says what the record says.";

    public override IReadOnlyList<Column<OverrideRow>> Columns { get; } =
    [
        new("proposed", "Field", o => o.Field) { Sorts = false },
        new("entity", "Entity", o => o.Entity) { IsKey = true },
        new("key", "Key", o => o.Key) { Sorts = false, IsKey = true },
        new("value", "Value", o => o.Value) { Sorts = false, IsLong = true },
        new("collection", "Collection", o => o.Collection),
        new("expires", "To", o => o.ExpiresOn),
        new("by", "Proposed by", o => o.ProposedBy) { Sorts = false, IsLong = true },
        new("approved", "Approved by", o => o.IsEnded ? "ended" : o.ApprovedBy ?? "waits") { Sorts = false, IsLong = true },
    ];

    public override string RowLink(OverrideRow row) => $"/return-overrides/{row.Id}";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) =>
        new((IReadOnlyList<ListFilter>)[new ListFilter("collection", "Collection", [.. collections.All.Select(c => (c.Code, $"{c.Code}, {c.Year}"))])]);

    public override Task<TablePage<OverrideRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.AllAsync(query, caller, ct);
}
