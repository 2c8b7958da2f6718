using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Students.Retention;
using StudentRecords.Web.Access;

namespace StudentRecords.Web.Components.Pages.Students.Retention;

[Needs(Room.Persons, Level.Decide)]
public sealed class LegalHoldListing(RetentionQueries queries) : Listing<LegalHoldRow>
{
    public override string Path => "/retention/holds";

    public override string Nouns => "legal holds";

    public override string WhenEmpty => "No legal hold was ever placed. They are placed on a student's record.";

    public override IReadOnlyList<Column<LegalHoldRow>> Columns { get; } =
    [
        new("student", "Student", h => h.StudentNumber),
        new("name", "Name", h => h.Name) { Sorts = false },
        new("reason", "Because", h => h.Reason) { Sorts = false },
        new("placed", "Placed", h => h.PlacedOn),
        new("lifted", "Lifted", h => h.LiftedOn) { Sorts = false },
    ];

    public override string RowLink(LegalHoldRow row) => $"/students/{row.PersonId}/retention";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) => new((IReadOnlyList<ListFilter>)[new ListFilter("open", "State", [("yes", "Standing")])]);

    public override Task<TablePage<LegalHoldRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.LegalHoldsAsync(query, caller, ct);
}
