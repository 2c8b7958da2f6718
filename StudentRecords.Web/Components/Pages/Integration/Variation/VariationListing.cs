using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Integration.Variation;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Integration.Variation;

[Needs(Room.FlowMessages, Level.See)]
public sealed class VariationListing(VariationQueries queries) : Listing<VariationRow>
{
    public override string Path => "/flows/variation";

    public override string Nouns => "flows";

    public override string SearchHint => "Code, name, system, product or owner";

    public override IReadOnlyList<Column<VariationRow>> Columns { get; } =
    [
        new("code", "Flow", f => f.Flow.Code),
        new("operated", "Here", f => f.IsOperated) { Chip = f => f.IsOperated ? new ChipLook("Operated", Tone.Good) : new ChipLook("Not operated", Tone.Quiet, "stop") },
        new("name", "What it carries", f => f.Flow.Name) { IsLong = true },
        new("system", "System", f => f.System),
        new("product", "Product", f => f.Product) { IsLong = true },
        new("owner", "Owner", f => f.Owner) { IsLong = true },
        new("cadence", "Promised", f => f.Cadence) { IsLong = true, Sorts = false },
        new("channel", "Channel", f => f.Channel) { IsExtra = true, Sorts = false },
        new("gap", "Gap to the model", f => f.Gap) { IsLong = true },
        new("notCarried", "Messages not carried", f => f.NotCarried) { IsExtra = true, Sorts = false },
        new("modelOwner", "Owner in the model", f => f.Flow.Owner) { IsExtra = true, Sorts = false },
        new("modelCadence", "Promised in the model", f => f.Flow.Promise) { IsExtra = true, Sorts = false },
        new("modelChannel", "Channel in the model", f => f.Flow.Channel) { IsExtra = true, Sorts = false },
    ];

    public override string RowLink(VariationRow row) => $"/partners/{row.System}/local";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) => new((IReadOnlyList<ListFilter>)
    [
        new ListFilter("gap", "Gap", [("yes", "Differs from the model"), ("no", "As the model")]),
        new ListFilter("operated", "Here", [("yes", "Operated"), ("no", "Not operated")]),
        FlowFilters.Systems("system", "System"),
    ]);

    public override Task<TablePage<VariationRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.ListAsync(query, caller, ct);
}
