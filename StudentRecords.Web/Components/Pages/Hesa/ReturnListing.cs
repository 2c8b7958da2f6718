using StudentRecords.Domain.Access;
using StudentRecords.Domain.Hesa;
using StudentRecords.Infrastructure.Hesa;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Hesa;

[Needs(Room.Returns, Level.See)]
public sealed class ReturnListing(HesaQueries queries, CollectionDefinitions collections) : Listing<ReturnRow>
{
    public override string Path => "/returns";

    public override string Nouns => "returns";

    public override string SearchHint => "Collection";

    public override string WhenEmpty => "No return has been built yet. A return is derived from the record as it stands.";

    public override IReadOnlyList<Column<ReturnRow>> Columns { get; } =
    [
        new("collection", "Collection", r => r.Collection),
        new("sequence", "Sequence", r => r.Sequence) { IsNumber = true, Sorts = false },
        new("state", "State", r => r.State) { Chip = r => Chips.Of(r.State) },
        new("entities", "Entities", r => r.EntityCount) { IsNumber = true },
        new("errors", "In error", r => r.ErrorCount) { IsNumber = true },
        new("started", "Begun", r => r.StartedAt) { IsLong = true },
        new("compared", "Compared", r => r.ComparedAt) { Sorts = false, IsLong = true },
        new("submitted", "Submitted", r => r.SubmittedAt) { IsLong = true },
        new("built", "Built", r => r.BuiltAt) { Sorts = false, IsExtra = true },
    ];

    public override string RowLink(ReturnRow row) => $"/returns/{row.Id}";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) => new((IReadOnlyList<ListFilter>)
    [
        new ListFilter("collection", "Collection", [.. collections.All.Select(c => (c.Code, $"{c.Code}, {c.Year}"))]),
        ListFilter.Of<ReturnState>("state", "State"),
    ]);

    public override Task<TablePage<ReturnRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.ReturnsAsync(query, caller, ct);
}
