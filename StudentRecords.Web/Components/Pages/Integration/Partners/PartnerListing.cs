using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Integration.Partners;

[Needs(Room.FlowMessages, Level.See)]
public sealed class PartnerListing(PartnerQueries queries) : Listing<PartnerRow>
{
    public override string Path => "/partners";

    public override string Nouns => "systems";

    public override string SearchHint => "Code or name";

    public override IReadOnlyList<Column<PartnerRow>> Columns { get; } =
    [
        new("system", "System", p => p.System),
        new("name", "Name", p => p.Name) { IsLong = true },
        new("channel", "Reached by", p => p.Channel) { Chip = p => p.Receives == 0 ? null : Chips.Channel(p.Channel, p.PausedBecause is not null, p.IsDown) },
        new("keys", "Valid keys", p => p.ValidKeys) { IsNumber = true },
        new("sends", "Flows it sends", p => p.Sends) { IsNumber = true },
        new("receives", "Flows it receives", p => p.Receives) { IsNumber = true },
        new("queued", "Queued for it", p => p.Queued) { IsNumber = true },
        new("drops", "Drops files", p => p.Drops) { Sorts = false },
        new("bus", "Read from the bus", p => p.IsReadFromBus) { Sorts = false, IsExtra = true },
        new("address", "Address", p => p.Address) { Sorts = false, IsExtra = true },
    ];

    public override string RowLink(PartnerRow row) => $"/partners/{row.System}";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) =>
        new((IReadOnlyList<ListFilter>)[new ListFilter("channel", "Reached by", [(nameof(ChannelKind.None), "Not operated"), (nameof(ChannelKind.Folder), "Folder"), (nameof(ChannelKind.Http), "Web"), (nameof(ChannelKind.Formats), "Named files"), (nameof(ChannelKind.Scim), "SCIM"), (nameof(ChannelKind.Bus), "Bus")])]);

    public override Task<TablePage<PartnerRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.ListAsync(query, caller, ct);
}
