using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Reading;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Integration.Owned;

[Needs(Room.OwnedFlows, Level.See)]
public sealed class StuckListing(StuckQueries queries) : Listing<StuckGroup>
{
    public override string Path => "/owned-flows";

    public override string Nouns => "groups of messages that are stuck";

    public override string SearchHint => "Flow, reason or owner";

    public override bool IsSearchedFromEverywhere => false;

    public override string WhenEmpty => "Nothing is stuck on the flows that you answer for.";

    public override IReadOnlyList<Column<StuckGroup>> Columns { get; } =
    [
        new("flow", "Flow", g => g.Label) { IsLong = true },
        new("code", "Stuck", g => g.Standing),
        new("alike", "What is alike", g => g.Alike) { Sorts = false, IsLong = true, IsExtra = true },
        new("count", "Messages", g => g.Count) { IsNumber = true },
        new("oldest", "Since", g => g.Oldest) { IsLong = true },
        new("owner", "Owner", g => g.Owner) { IsLong = true },
        new("advice", "What usually helps", g => g.Advice) { Sorts = false, IsLong = true },
    ];

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) => new((IReadOnlyList<ListFilter>)[new ListFilter("flow", "Flow", [.. FlowCatalogue.All.Select(f => (f.Code, f.Label))])]);

    public override Task<TablePage<StuckGroup>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.ListAsync(query, caller, ct);
}
