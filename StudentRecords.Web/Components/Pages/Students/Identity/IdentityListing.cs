using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Students.Identity;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Students.Identity;

[Needs(Room.Persons, Level.Change)]
public sealed class IdentityListing(IdentityQueries queries) : Listing<IdentityQuestion>
{
    public override string Path => "/students/identity";

    public override string Nouns => "applicants";

    public override string SearchHint => "Name, or the sender's id";

    public override bool IsSearchedFromEverywhere => false;

    public override string WhenEmpty => "No applicant has the name and birth date of somebody in the record.";

    public override IReadOnlyList<Column<IdentityQuestion>> Columns { get; } =
    [
        new("name", "Applicant", q => q.Name),
        new("born", "Born", q => q.Details.DateOfBirth) { Sorts = false },
        new("id", "Sender's id", q => $"{q.Applicant.System} {q.Applicant.Id}") { Sorts = false, IsKey = true },
        new("flow", "Flow", q => q.Flow),
        new("received", "Came", q => q.ReceivedAt),
    ];

    public override string RowLink(IdentityQuestion row) => $"/students/identity/{row.MessageId}";

    public override Task<TablePage<IdentityQuestion>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.ListAsync(query, caller, ct);
}
