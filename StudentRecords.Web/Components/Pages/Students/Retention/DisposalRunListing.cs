using StudentRecords.Domain.Access;
using StudentRecords.Domain.Students.Retention;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Students.Retention;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;

namespace StudentRecords.Web.Components.Pages.Students.Retention;

[Needs(Room.Persons, Level.Decide)]
public sealed class DisposalRunListing(RetentionQueries queries) : Listing<DisposalRow>
{
    public override string Path => "/retention/runs";

    public override string Nouns => "disposal runs";

    public override string WhenEmpty => "Nothing was ever disposed of. A run first shows what is past its period.";

    public override IReadOnlyList<Column<DisposalRow>> Columns { get; } =
    [
        new("prepared", "Prepared", r => r.PreparedAt),
        new("state", "State", r => r.State) { Chip = r => Chips.Of(r.State) },
        new("people", "People", r => r.People) { IsNumber = true, Sorts = false },
        new("items", "Parts of records", r => r.Items) { IsNumber = true, Sorts = false },
        new("by", "Prepared by", r => r.PreparedBy) { Sorts = false },
        new("approved", "Approved by", r => r.ApprovedBy) { Sorts = false },
        new("done", "Done", r => r.DoneAt) { Sorts = false },
    ];

    public override string RowLink(DisposalRow row) => $"/retention/runs/{row.Id}";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) => new((IReadOnlyList<ListFilter>)[ListFilter.Of<DisposalState>("state", "State")]);

    public override Task<TablePage<DisposalRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.RunsAsync(query, caller, ct);
}
