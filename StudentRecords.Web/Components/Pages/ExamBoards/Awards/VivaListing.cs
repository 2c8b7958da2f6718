using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.ExamBoards.Awards;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.ExamBoards.Awards;

/// <summary>Vivas whose outcome waits for a board.</summary>
[Needs(Room.Boards, Level.See)]
public sealed class VivaListing(VivaQueries queries) : Listing<VivaRow>
{
    public override string Path => "/award-boards/vivas";

    public override string Nouns => "vivas";

    public override string SearchHint => "Name, student number or programme";

    public override bool IsSearchedFromEverywhere => false;

    public override string WhenEmpty => "No viva waits for a board's decision (F038).";

    public override IReadOnlyList<Column<VivaRow>> Columns { get; } =
    [
        new("name", "Student", v => v.Name),
        new("number", "Number", v => v.StudentNumber) { Sorts = false },
        new("programme", "Programme", v => v.Programme),
        new("on", "Viva on", v => v.On),
        new("outcome", "Outcome", v => v.Outcome) { Sorts = false },
        new("by", "To be decided by", v => v.DecideBy) { Sorts = false },
    ];

    public override string? RowLink(VivaRow row) => null;

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) =>
        new((IReadOnlyList<ListFilter>)[new ListFilter("last", "Last day", [("past", "Past"), ("later", "Later")])]);

    public override Task<TablePage<VivaRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.ListAsync(query, caller, ct);
}
