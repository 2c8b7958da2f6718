using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Reading;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Integration.Inbox;

[Needs(Room.FlowMessages, Level.See)]
public sealed class InboxListing(InboxQueries queries) : Listing<InboxRow>
{
    public override string Path => "/flows/inbox";

    public override string Nouns => "messages";

    public override string SearchHint => "Beginning of id, key or correlation id; a batch";

    public override string WhenEmpty => "Nothing has come in yet.";

    public override IReadOnlyList<Column<InboxRow>> Columns { get; } =
    [
        new("message", "Message", m => m.MessageId) { Sorts = false, IsKey = true },
        new("flow", "Flow", m => m.Flow),
        new("type", "Kind", m => m.Type) { Sorts = false, IsKey = true },
        new("key", "Key", m => m.BusinessKey) { IsKey = true },
        new("version", "Version", m => m.SourceVersion) { Sorts = false, IsNumber = true },
        new("source", "From", m => m.Source),
        new("state", "State", m => m.State) { Chip = m => Chips.Of(m.State) },
        new("code", "Reason", m => m.ReasonCode) { Sorts = false, IsKey = true },
        new("received", "Received", m => m.ReceivedAt) { IsLong = true },
        new("channel", "Brought by", m => m.Channel) { Sorts = false, IsExtra = true },
        new("batch", "Batch", m => m.Batch) { Sorts = false, IsExtra = true },
        new("attempts", "Tries", m => m.Attempts) { Sorts = false, IsExtra = true, IsNumber = true },
        new("settled", "Settled", m => m.SettledAt) { Sorts = false, IsExtra = true },
        new("reason", "Why", m => m.Reason) { Sorts = false, IsExtra = true },
    ];

    public override string RowLink(InboxRow row) => $"/flows/inbox/{row.Id}";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) => new((IReadOnlyList<ListFilter>)
    [
        FlowFilters.Flows(FlowDirection.In),
        new ListFilter("state", "State", [.. Enum.GetValues<InboxState>().Select(s => (s.ToString(), Chips.Of(s).Word))]),
        ListFilter.Typed("code", "Reason"),
        ListFilter.Typed("alike", "Fingerprint"),
        FlowFilters.Systems("source", "From"),
        new ListFilter("channel", "Brought by", [("http", "Web"), ("file", "File"), ("bus", "Bus"), ("replay", "Replay"), ("desk", "Desk")]),
    ]);

    public override Task<TablePage<InboxRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.ListAsync(query, caller, ct);
}
