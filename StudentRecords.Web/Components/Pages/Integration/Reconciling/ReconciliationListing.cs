using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Reconciling;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Integration.Reconciling;

[Needs(Room.FlowMessages, Level.See)]
public sealed class ReconciliationListing(ReconciliationQueries queries) : Listing<FlowReconciliationRow>
{
    public override string Path => "/flows/reconciliation";

    public override string Nouns => "flows to reconcile";

    public override string SearchHint => "Flow or system";

    public override bool IsSearchedFromEverywhere => false;

    public override IReadOnlyList<Column<FlowReconciliationRow>> Columns { get; } =
    [
        new("code", "Flow", r => r.Flow.Code),
        new("state", "Stands", r => r.State) { Sorts = false, Chip = r => Chips.Of(r.State) },
        new("drift", "Drift", r => r.OpenDrift == 0 ? null : r.OpenDrift) { IsNumber = true },
        new("name", "What it carries", r => r.Flow.Name),
        new("system", "With", r => r.System),
        new("at", "Last compared", r => r.Last?.At),
        new("from", "From", r => r.Last?.From) { Sorts = false },
        new("to", "Until", r => r.Last?.To) { Sorts = false },
        new("groups", "Groups", r => r.Last?.GroupCount) { Sorts = false, IsNumber = true },
        new("ours", "Here", r => r.Last?.OurCount) { Sorts = false, IsNumber = true },
        new("theirs", "There", r => r.Last?.TheirCount) { Sorts = false, IsNumber = true },
        new("by", "Reconciled by", r => r.Flow.Reconciliation) { Sorts = false, IsExtra = true },
        new("owner", "Owner", r => r.Flow.Owner) { Sorts = false, IsExtra = true },
    ];

    public override string RowLink(FlowReconciliationRow row) => (row.OpenRun ?? row.Last?.Id) is { } run ? $"/flows/reconciliation/{run}" : $"/flows/{row.Flow.Code}";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) => new((IReadOnlyList<ListFilter>)
    [
        new ListFilter("stands", "Stands", [("open", "Apart"), ("same", "The same or settled"), ("never", "Never compared")]),
        FlowFilters.Systems("system", "With"),
    ]);

    public override Task<TablePage<FlowReconciliationRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.ListAsync(query, caller, ct);
}
