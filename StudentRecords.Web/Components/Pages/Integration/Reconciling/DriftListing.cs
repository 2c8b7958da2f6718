using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration.Reconciling;
using StudentRecords.Infrastructure.Integration.Reconciling;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Integration.Reconciling;

/// <summary>In what one comparison found the two sides apart.</summary>
[Needs(Room.FlowMessages, Level.See)]
public sealed class DriftListing(ReconciliationQueries queries) : Listing<DriftItem>
{
    public override string Path => "/flows/reconciliation/{of:long}";

    public override string Nouns => "drifts";

    public override string SearchHint => "Beginning of the key";

    public override bool IsSearchedFromEverywhere => false;

    public override string WhenEmpty => "Both sides have the same.";

    public override IReadOnlyList<Column<DriftItem>> Columns { get; } =
    [
        new("key", "Message", d => d.Key),
        new("kind", "In what they are apart", d => DriftWords.Of(d.Kind)),
        new("group", "Group", d => d.Group),
        new("ours", "Version here", d => d.OurVersion) { Sorts = false, IsNumber = true },
        new("theirs", "Version there", d => d.TheirVersion) { Sorts = false, IsNumber = true },
    ];

    public override string? RowLink(DriftItem row) => row.MessageId is { } message ? $"/flows/{(row.IsOutgoing ? "outbox" : "inbox")}/{message}" : null;

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) => new((IReadOnlyList<ListFilter>)
    [
        new ListFilter("kind", "Apart in", [.. Enum.GetValues<DriftKind>().Select(k => (k.ToString(), DriftWords.Of(k)))]),
    ]);

    public override Task<TablePage<DriftItem>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.DriftAsync(query, caller, ct);
}
