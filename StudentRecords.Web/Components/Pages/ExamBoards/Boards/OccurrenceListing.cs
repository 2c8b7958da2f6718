using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.ExamBoards.Boards;

/// <summary>Module occurrences that have no board yet.</summary>
[Needs(Room.Boards, Level.Change)]
public sealed class OccurrenceListing(BoardListQueries queries) : Listing<OccurrenceRow>
{
    public override string Path => "/boards/new";

    public override string Nouns => "occurrences without a board";

    public override string SearchHint => "Key or module title";

    public override string WhenEmpty => "Every module occurrence has its board.";

    public override IReadOnlyList<Column<OccurrenceRow>> Columns { get; } =
    [
        new("key", "Occurrence", o => o.Key),
        new("title", "Module", o => o.ModuleTitle),
        new("year", "Year", o => o.AcademicYear),
        new("period", "Period", o => o.Period) { Sorts = false },
        new("faculty", "Faculty", o => o.Faculty),
        new("end", "Ends", o => o.End),
        new("registrations", "Registrations", o => o.Registrations) { IsNumber = true, Sorts = false },
    ];

    public override string RowLink(OccurrenceRow row) => $"/boards/new/{row.Id}";

    public override async ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct)
    {
        var (years, faculties) = await queries.NarrowingsAsync(caller, ct);
        return [new ListFilter("year", "Year", [.. years.Select(y => (y, y))]), new ListFilter("faculty", "Faculty", [.. faculties.Select(f => (f, f))])];
    }

    public override Task<TablePage<OccurrenceRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.WithoutBoardAsync(query, caller, ct);
}
