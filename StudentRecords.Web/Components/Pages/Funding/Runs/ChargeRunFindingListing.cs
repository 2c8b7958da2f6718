using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Funding.Runs;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Funding.Runs;

[Needs(Room.Money, Level.See)]
public sealed class ChargeRunFindingListing(ChargeRunQueries queries) : Listing<ChargeRunFindingRow>
{
    public override string Path => "/charge-runs/{of:long}/findings";

    public override string Nouns => "students not priced";

    public override string WhenEmpty => "Everybody in this run could be priced.";

    public override IReadOnlyList<Column<ChargeRunFindingRow>> Columns { get; } =
    [
        new("student", "Student", f => f.StudentNumber),
        new("name", "Name", f => f.Name) { Sorts = false },
        new("sentence", "Why", f => f.Sentence) { Sorts = false },
    ];

    public override string RowLink(ChargeRunFindingRow row) => $"/students/{row.PersonId}/money";

    public override Task<TablePage<ChargeRunFindingRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.FindingsAsync(query, caller, ct);
}
