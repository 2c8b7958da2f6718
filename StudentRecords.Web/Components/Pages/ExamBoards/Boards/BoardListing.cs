using StudentRecords.Domain.Access;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.ExamBoards.Boards;

[Needs(Room.Boards, Level.See)]
public sealed class BoardListing(BoardListQueries queries) : Listing<BoardRow>
{
    public override string Path => "/boards";

    public override string Nouns => "boards";

    public override string SearchHint => "Title or occurrence";

    public override IReadOnlyList<Column<BoardRow>> Columns { get; } =
    [
        new("title", "Board", b => b.Title) { IsLong = true },
        new("stage", "Stage", b => b.Stage) { Chip = b => Chips.Of(b.Stage) },
        new("year", "Year", b => b.AcademicYear),
        new("faculty", "Faculty", b => b.Faculty),
        new("meetsOn", "Meets on", b => b.MeetsOn),
        new("candidates", "Candidates", b => b.Candidates) { IsNumber = true, Sorts = false },
        new("undecided", "Undecided", b => b.Undecided) { IsNumber = true, Sorts = false },
        new("missing", "With marks missing", b => b.MarksMissing) { IsNumber = true, Sorts = false },
        new("pack", "Pack", b => b.PackVersion == 0 ? null : b.PackVersion) { IsNumber = true },
        new("occurrence", "Occurrence", b => b.Occurrence) { IsExtra = true },
        new("period", "Period", b => b.Period) { Sorts = false, IsExtra = true },
    ];

    public override string RowLink(BoardRow row) => $"/boards/{row.Id}";

    public override async ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct)
    {
        var (years, faculties) = await queries.NarrowingsAsync(caller, ct);
        return
        [
            ListFilter.Of<BoardStage>("stage", "Stage"),
            new ListFilter("year", "Year", [.. years.Select(y => (y, y))]),
            new ListFilter("faculty", "Faculty", [.. faculties.Select(f => (f, f))]),
            new ListFilter("needs", "Needs", [("undecided", "Decisions"), ("marks", "Marks")]),
        ];
    }

    public override Task<TablePage<BoardRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.BoardsAsync(query, caller, ct);
}
