using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Reading;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Integration.Flows;

[Needs(Room.FlowMessages, Level.See)]
public sealed class FlowListing(FlowQueries queries) : Listing<FlowRow>
{
    public override string Path => "/flows/list";

    public override string Nouns => "flows";

    public override string SearchHint => "Code, name, system or owner";

    public override IReadOnlyList<Column<FlowRow>> Columns { get; } =
    [
        new("code", "Flow", f => f.Flow.Code),
        new("standing", "Stands", f => f.Standing) { Chip = f => Chips.Of(f.Standing) },
        new("name", "What it carries", f => f.Flow.Name) { IsLong = true },
        new("quarantined", "Quarantine", f => f.Traffic.Quarantined) { IsNumber = true },
        new("partner", "With", f => f.Partner) { IsLong = true },
        new("direction", "Way", f => f.Flow.Direction) { Sorts = false, IsExtra = true },
        new("received", "Received", f => f.Traffic.Received) { IsNumber = true, IsExtra = true },
        new("applied", "Applied", f => f.Traffic.Applied) { IsNumber = true, IsExtra = true },
        new("retried", "Tried again", f => f.Traffic.Retried) { IsNumber = true, IsExtra = true },
        new("parked", "Parked", f => f.Traffic.Parked) { IsNumber = true },
        new("queued", "Queued", f => f.Traffic.Queued) { IsNumber = true },
        new("delivered", "Delivered", f => f.Traffic.Delivered) { IsNumber = true },
        new("dead", "Dead", f => f.Traffic.Dead) { IsNumber = true },
        new("lastSuccess", "Last success", f => f.Traffic.LastSuccess) { IsLong = true },
        new("lag", "Lag", f => f.Lag is { } lag ? $"{Words.Of(lag)} of {Words.Of(f.Promise.Within)}" : null),
        new("waits", "The oldest", f => f.Lag is null ? null : f.Traffic.Oldest?.For.Said()) { IsExtra = true, Sorts = false },
        new("oldestDue", "Oldest unsent", f => f.Traffic.OldestDue) { IsExtra = true },
        new("owner", "Owner", f => f.Owner) { IsExtra = true },
        new("promise", "Promised", f => f.Cadence) { IsExtra = true, Sorts = false },
        new("sensitivity", "Class of data", f => f.Flow.Sensitivity) { IsExtra = true, Sorts = false },
    ];

    public override string RowLink(FlowRow row) => $"/flows/{row.Flow.Code}";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) => new((IReadOnlyList<ListFilter>)
    [
        ListFilter.Of<FlowDirection>("direction", "Way"),
        new ListFilter("standing", "Stands", [.. Enum.GetValues<FlowStanding>().Select(s => (s.ToString(), Chips.Of(s).Word))]),
        FlowFilters.Systems("partner", "With"),
    ]);

    public override Task<TablePage<FlowRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.BoardAsync(query, caller, ct);
}
