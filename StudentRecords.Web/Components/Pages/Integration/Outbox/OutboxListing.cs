using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Reading;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Integration.Outbox;

[Needs(Room.FlowMessages, Level.See)]
public sealed class OutboxListing(OutboxQueries queries) : Listing<OutboxRow>
{
    public override string Path => "/flows/outbox";

    public override string Nouns => "outgoing messages";

    public override string SearchHint => "Beginning of key, aggregate or correlation id";

    public override string WhenEmpty => "Nothing has been told to another system yet.";

    public override IReadOnlyList<Column<OutboxRow>> Columns { get; } =
    [
        new("key", "Message", m => m.Key) { IsKey = true },
        new("flow", "Flow", m => m.Flow),
        new("type", "Kind", m => m.Type) { Sorts = false, IsKey = true },
        new("destination", "To", m => m.Destination),
        new("aggregate", "About", m => m.Aggregate) { Sorts = false, IsKey = true },
        new("sequence", "Place", m => m.Sequence) { Sorts = false, IsNumber = true, IsExtra = true },
        new("state", "State", m => m.State) { Chip = m => Chips.Of(m.State) },
        new("attempts", "Tries", m => m.Attempts) { IsNumber = true },
        new("next", "Not before", m => m.State == OutboxState.Unsent ? m.NextAttemptAt : null) { IsLong = true },
        new("told", "Receipt or fault", m => m.LastError ?? m.Receipt) { Sorts = false, IsKey = true },
        new("created", "Made", m => m.CreatedAt) { IsLong = true },
        new("held", "Held until", m => m.HeldUntil) { Sorts = false, IsExtra = true },
        new("delivered", "Delivered", m => m.DeliveredAt) { Sorts = false, IsExtra = true },
    ];

    public override string RowLink(OutboxRow row) => $"/flows/outbox/{row.Id}";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) => new((IReadOnlyList<ListFilter>)
    [
        FlowFilters.Flows(FlowDirection.Out),
        new ListFilter("state", "State", [.. Enum.GetValues<OutboxState>().Select(s => (s.ToString(), Chips.Of(s).Word))]),
        FlowFilters.Systems("destination", "To"),
    ]);

    public override Task<TablePage<OutboxRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.ListAsync(query, caller, ct);
}
