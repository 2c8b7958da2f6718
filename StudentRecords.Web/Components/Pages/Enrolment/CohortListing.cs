using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Enrolment.Desk;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;

namespace StudentRecords.Web.Components.Pages.Enrolment;

[Needs(Room.Enrolments, Level.See)]
public sealed class CohortListing(DeskQueries queries, TimeProvider clock) : Listing<CohortRow>
{
    public override string Path => "/enrolment/cohorts";

    public override string Nouns => "cohorts";

    public override string SearchHint => "Programme";

    public override bool IsSearchedFromEverywhere => false;

    public override string WhenEmpty => "No programme has students who began in an earlier year.";

    public override IReadOnlyList<Column<CohortRow>> Columns { get; } =
    [
        new("programme", "Programme", c => c.Code),
        new("title", "Title", c => c.Title),
        new("year", "Year", c => c.Year) { Sorts = false },
        new("total", "Students", c => c.Total) { IsNumber = true, Sorts = false },
        new("done", "Re-enrolled", c => c.ReEnrolled) { IsNumber = true, Sorts = false },
        new("left", "To re-enrol", c => c.ToReEnrol) { IsNumber = true, Sorts = false },
    ];

    public override string RowLink(CohortRow row) => $"/enrolment/cohorts/{row.ProgrammeId}/{row.Year.Replace('/', '-')}";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) => new((IReadOnlyList<ListFilter>)[WaitingListing.Years(clock)]);

    public override Task<TablePage<CohortRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.CohortsAsync(query, caller, ct);
}
