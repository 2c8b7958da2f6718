using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Files;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Integration.Files;

[Needs(Room.FlowMessages, Level.See)]
public sealed class DropFileListing(DropFileQueries queries) : Listing<DropFileRow>
{
    public override string Path => "/flows/files";

    public override string Nouns => "dropped files";

    public override string SearchHint => "File name or batch";

    public override bool IsSearchedFromEverywhere => false;

    public override string WhenEmpty => "No file has been dropped yet. A system drops files into its incoming folder, each with a manifest written last.";

    public override IReadOnlyList<Column<DropFileRow>> Columns { get; } =
    [
        new("name", "File", f => f.Name),
        new("system", "From", f => f.System),
        new("flow", "Flow", f => f.Flow) { Sorts = false },
        new("batch", "Batch", f => f.Batch) { Sorts = false },
        new("state", "State", f => f.State) { Chip = f => Chips.Of(f.State) },
        new("rows", "Rows", f => f.Rows) { IsNumber = true },
        new("applied", "In the record", f => f.Applied) { Sorts = false, IsNumber = true },
        new("code", "Refused for", f => f.ReasonCode) { Sorts = false },
        new("claimed", "Taken", f => f.ClaimedAt),
        new("ended", "Ended", f => f.EndedAt) { Sorts = false, IsExtra = true },
        new("reason", "Why", f => f.Reason) { Sorts = false, IsExtra = true },
    ];

    public override string? RowLink(DropFileRow row) => row is { Batch: { } batch, State: not DropFileState.Rejected } ? $"/flows/inbox?q={Uri.EscapeDataString(batch)}" : null;

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) => new((IReadOnlyList<ListFilter>)
    [
        FlowFilters.Systems("system", "From"),
        new ListFilter("state", "State", [.. Enum.GetValues<DropFileState>().Select(s => (s.ToString(), Chips.Of(s).Word))]),
    ]);

    public override Task<TablePage<DropFileRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.ListAsync(query, caller, ct);
}
