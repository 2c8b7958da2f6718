using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Assessment.Awards;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;

namespace StudentRecords.Web.Components.Pages.Assessment.Regulations;

[Needs(Room.Catalogue, Level.See)]
public sealed class RegulationListing(RegulationQueries queries) : Listing<RegulationRow>
{
    public override string Path => "/regulations";

    public override string Nouns => "regulations";

    public override string SearchHint => "Code or title";

    public override string WhenEmpty => "There are no award regulations yet. A registry manager publishes the first one.";

    public override IReadOnlyList<Column<RegulationRow>> Columns { get; } =
    [
        new("code", "Code", r => r.Code),
        new("version", "Version", r => r.Version) { IsNumber = true },
        new("title", "Title", r => r.Title) { IsLong = true },
        new("from", "From entry in", r => r.FromEntryYear),
        new("bindings", "Bound to cohorts", r => r.Bindings) { IsNumber = true, Sorts = false },
    ];

    public override string RowLink(RegulationRow row) => $"/regulations/{row.Id}";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) =>
        new((IReadOnlyList<ListFilter>)[new ListFilter("show", "Show", [("bound", "Bound to a cohort"), ("unbound", "Bound to none")])]);

    public override Task<TablePage<RegulationRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.RegulationsAsync(query, caller, ct);
}
