using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Adjustments;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Adjustments;

[Needs(Room.Adjustments, Level.See)]
public sealed class DistributionListing(AdjustmentQueries queries) : Listing<DistributionRow>
{
    public override string Path => "/adjustments/distributions";

    public override string Nouns => "receipts";

    public override string SearchHint => "Student number or key";

    public override bool IsSearchedFromEverywhere => false;

    public override string WhenEmpty => "No system has been told of an adjustment yet.";

    public override IReadOnlyList<Column<DistributionRow>> Columns { get; } =
    [
        new("aggregate", "About", d => d.Aggregate) { Sorts = false, IsKey = true },
        new("flow", "Flow", d => d.Flow),
        new("to", "Told to", d => SystemCatalogue.Names.GetValueOrDefault(d.Destination, d.Destination)) { Sorts = false, IsLong = true },
        new("type", "Message", d => Words.Of(d.Type)) { Sorts = false, IsLong = true },
        new("state", "State", d => d.State) { Chip = d => d.IsLate ? new ChipLook("Not acknowledged in time", Tone.Bad, "warn") : Chips.Of(d.State) },
        new("created", "Told", d => d.CreatedAt) { IsLong = true },
        new("delivered", "Acknowledged", d => d.DeliveredAt) { IsLong = true },
        new("receipt", "Receipt", d => d.Receipt ?? d.LastError) { Sorts = false, IsKey = true },
        new("owner", "Flow's owner", d => FlowCatalogue.Find(d.Flow)?.Owner) { Sorts = false, IsExtra = true },
    ];

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) => new((IReadOnlyList<ListFilter>)
    [
        new ListFilter("show", "Show", [("late", "Not acknowledged in time"), ("waiting", "Not acknowledged yet")]),
        new ListFilter("flow", "Flow", [.. ((string[])["F059", "F060", "F061"]).Select(f => (f, FlowCatalogue.Find(f)!.Label))]),
    ]);

    public override Task<TablePage<DistributionRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.DistributionsAsync(query, caller, ct);
}
