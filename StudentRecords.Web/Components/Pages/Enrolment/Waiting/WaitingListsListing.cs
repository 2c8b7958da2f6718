using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Enrolment.Registration;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Enrolment.Waiting;

[Needs(Room.Enrolments, Level.See)]
public sealed class WaitingListsListing(WaitingListQueries queries) : Listing<WaitingListRow>
{
    public override string Path => "/waiting-lists";

    public override string Nouns => "waiting lists";

    public override string SearchHint => "Running or title";

    public override bool IsSearchedFromEverywhere => false;

    public override string WhenEmpty => "No running of a module keeps a waiting list. Curriculum management says which do (F001).";

    public override IReadOnlyList<Column<WaitingListRow>> Columns { get; } =
    [
        new("occurrence", "Running", r => r.Occurrence),
        new("title", "Title", r => r.Title) { Sorts = false },
        new("year", "Academic year", r => r.AcademicYear),
        new("places", "Places", r => r.Places) { IsNumber = true, Sorts = false },
        new("taken", "Taken", r => r.Taken) { IsNumber = true, Sorts = false },
        new("waiting", "Waiting", r => r.Waiting) { IsNumber = true, Sorts = false },
        new("given", "Got a place", r => r.Given) { IsNumber = true, Sorts = false },
    ];

    public override string RowLink(WaitingListRow row) => $"/waiting-lists/{row.OccurrenceId}";

    public override async ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) =>
    [
        new ListFilter("year", "Academic year", [.. (await queries.YearsAsync(caller, ct)).Select(y => (y, y))]),
        new ListFilter("state", "State", [("waiting", "Somebody waits"), ("free", "A place is free and somebody waits")]),
    ];

    public override Task<TablePage<WaitingListRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.ListsAsync(query, caller, ct);
}
