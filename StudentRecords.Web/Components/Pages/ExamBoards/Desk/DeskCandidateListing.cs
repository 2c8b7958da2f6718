using StudentRecords.Domain.Access;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Pages.ExamBoards.Candidates;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.ExamBoards.Desk;

/// <summary>Candidates of a board on the examiner's desk: by number, before ratification and after.</summary>
[Needs(Room.ExaminerDesk, Level.See)]
public sealed class DeskCandidateListing(ExaminerQueries queries) : Listing<CandidateRow>
{
    public override string Path => "/examiner/boards/{of:long}/candidates";

    public override string Nouns => "candidates";

    public override string SearchHint => "Candidate number";

    public override IReadOnlyList<Column<CandidateRow>> Columns => CandidateColumns.Common;

    public override async ValueTask<IReadOnlyList<Column<CandidateRow>>> ColumnsAsync(long? of, Caller caller, CancellationToken ct) =>
        CandidateColumns.Of(of is { } board ? await queries.GridAsync(board, caller, ct) : null, number => $"/examiner/boards/{of}/candidates/{number}", decisions: false);

    public override string RowLink(CandidateRow row) => $"/examiner/boards/{row.BoardId}/candidates/{row.Number}";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) =>
        new((IReadOnlyList<ListFilter>)[new ListFilter("show", "Show", [.. CandidateListing.Shows.Where(s => s.Value is "borderline" or "missing" or "open" or "withdrawn")]), ListFilter.Of<BoardOutcome>("outcome", "Suggested")]);

    public override Task<TablePage<CandidateRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.CandidatesAsync(query, caller, ct);
}
