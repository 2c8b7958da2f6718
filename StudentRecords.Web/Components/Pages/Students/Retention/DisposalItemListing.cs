using StudentRecords.Domain.Access;
using StudentRecords.Domain.Students.Retention;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Students.Retention;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;

namespace StudentRecords.Web.Components.Pages.Students.Retention;

[Needs(Room.Persons, Level.Decide)]
public sealed class DisposalItemListing(RetentionQueries queries) : Listing<DisposalItemRow>
{
    public override string Path => "/retention/runs/{of:long}";

    public override string Nouns => "parts of records";

    public override string WhenEmpty => "Nothing is past its period.";

    public override IReadOnlyList<Column<DisposalItemRow>> Columns { get; } =
    [
        new("student", "Student", i => i.StudentNumber),
        new("name", "Name", i => i.Name) { Sorts = false },
        new("class", "What", i => i.Class),
        new("rows", "Rows", i => i.Rows) { IsNumber = true, Sorts = false },
        new("left", "Left on", i => i.LeftOn),
        new("disposed", "Disposed of", i => i.DisposedAt) { Sorts = false },
        new("kept", "Kept because", i => i.KeptBecause) { Sorts = false },
    ];

    public override string RowLink(DisposalItemRow row) => $"/students/{row.PersonId}";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) => new((IReadOnlyList<ListFilter>)[ListFilter.Of<RecordClass>("class", "What")]);

    public override Task<TablePage<DisposalItemRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.ItemsAsync(query, caller, ct);
}
