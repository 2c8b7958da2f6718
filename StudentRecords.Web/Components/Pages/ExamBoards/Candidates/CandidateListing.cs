using StudentRecords.Domain.Access;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.ExamBoards.Candidates;

/// <summary>Candidates of a board: by number; with names once it is ratified, for those who may see persons.</summary>
[Needs(Room.Boards, Level.See)]
public sealed class CandidateListing(CandidateQueries queries) : Listing<CandidateRow>
{
    /// <summary>What a board looks for, as the filter <c>show</c> names it.</summary>
    public static readonly IReadOnlyList<(string Value, string Words)> Shows =
    [
        ("undecided", "Undecided"), ("borderline", "Borderline"), ("differs", "Differs from suggestion"), ("missing", "Marks missing"),
        ("open", "Nothing suggested"), ("postponed", "Postponed"), ("imported", "Imported"), ("withdrawn", "Withdrawn"),
    ];

    public override string Path => "/boards/{of:long}/candidates";

    public override string Nouns => "candidates";

    public override string SearchHint => "Candidate number";

    public override string WhenEmpty => "There are no candidates yet. Gather them on the readiness page.";

    public override IReadOnlyList<Column<CandidateRow>> Columns => CandidateColumns.Common;

    public override async ValueTask<IReadOnlyList<Column<CandidateRow>>> ColumnsAsync(long? of, Caller caller, CancellationToken ct) =>
        CandidateColumns.Of(of is { } board ? await queries.GridAsync(board, caller, ct) : null, number => $"/boards/{of}/candidates/{number}", decisions: true);

    public override string RowLink(CandidateRow row) => $"/boards/{row.BoardId}/candidates/{row.Number}";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) =>
        new((IReadOnlyList<ListFilter>)[new ListFilter("show", "Show", Shows), ListFilter.Of<BoardOutcome>("outcome", "Outcome")]);

    public override Task<TablePage<CandidateRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.PageAsync(query, caller, ct);
}
