using StudentRecords.Domain.Access;
using StudentRecords.Domain.Misconduct;
using StudentRecords.Infrastructure.Misconduct;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Misconduct;

[Needs(Room.Misconduct, Level.See)]
public sealed class CaseListing(MisconductQueries queries) : Listing<CaseRow>
{
    public override string Path => "/misconduct";

    public override string Nouns => "cases";

    public override string SearchHint => "Case, name or student number";

    public override bool IsSearchedFromEverywhere => false;

    public override IReadOnlyList<Column<CaseRow>> Columns { get; } =
    [
        new("case", "Case", c => c.Key),
        new("name", "Student", c => $"{c.FamilyName}, {c.GivenNames}"),
        new("student", "Number", c => c.StudentNumber),
        new("finding", "Finding", c => c.Finding) { Chip = c => Chips.Of(c.Finding) },
        new("decided", "Decided", c => c.DecidedOn),
        new("closed", "Closed", c => c.IsClosed) { Sorts = false },
        new("entries", "Entries", c => c.Entries) { Sorts = false, IsNumber = true },
        new("opened", "Opened", c => c.OpenedAt),
    ];

    public override string RowLink(CaseRow row) => $"/misconduct/{row.Id}";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) => new((IReadOnlyList<ListFilter>)
    [
        new ListFilter("finding", "Finding", [.. Enum.GetValues<MisconductFinding>().Select(f => (f.ToString(), Chips.Of(f).Word))]),
        new ListFilter("show", "Show", [("open", "Not closed"), ("closed", "Closed")]),
    ]);

    public override Task<TablePage<CaseRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.PageAsync(query, caller, ct);
}
