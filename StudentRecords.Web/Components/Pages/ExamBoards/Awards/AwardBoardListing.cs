using StudentRecords.Domain.Access;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards.Awards;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.ExamBoards.Awards;

/// <summary>Progression and award boards.</summary>
[Needs(Room.Boards, Level.See)]
public sealed class AwardBoardListing(AwardQueries queries) : Listing<AwardBoardRow>
{
    public override string Path => "/award-boards";

    public override string Nouns => "progression and award boards";

    public override string SearchHint => "Title";

    public override string WhenEmpty => "No progression and award board is open yet.";

    public override IReadOnlyList<Column<AwardBoardRow>> Columns { get; } =
    [
        new("title", "Board", b => b.Title) { IsLong = true },
        new("stage", "Stage", b => b.Stage) { Sorts = false, Chip = b => Chips.Of(b.Stage) },
        new("year", "Year", b => b.AcademicYear),
        new("of", "Year of programme", b => b.YearOfProgramme) { IsNumber = true, Sorts = false },
        new("meetsOn", "Meets on", b => b.MeetsOn),
        new("candidates", "Candidates", b => b.Candidates) { IsNumber = true, Sorts = false },
        new("undecided", "Undecided", b => b.Undecided) { IsNumber = true, Sorts = false },
        new("pack", "Pack", b => b.PackVersion == 0 ? null : b.PackVersion) { IsNumber = true },
    ];

    public override string RowLink(AwardBoardRow row) => $"/boards/{row.Id}";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) => new((IReadOnlyList<ListFilter>)[ListFilter.Of<BoardStage>("stage", "Stage")]);

    public override Task<TablePage<AwardBoardRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.BoardsAsync(query, caller, ct);
}
