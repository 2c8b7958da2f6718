using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards.Awards;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Pages.ExamBoards.Awards;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.ExamBoards.Desk;

/// <summary>The candidate grid of a progression and award board on the examiner's desk: by number, before ratification and after.</summary>
[Needs(Room.ExaminerDesk, Level.See)]
public sealed class DeskAwardListing(ExaminerQueries queries) : Listing<AwardRow>
{
    public override string Path => "/examiner/boards/{of:long}/awards";

    public override string Nouns => "candidates";

    public override string SearchHint => "Candidate number";

    public override IReadOnlyList<Column<AwardRow>> Columns => AwardColumns.Of([]);

    public override async ValueTask<IReadOnlyList<Column<AwardRow>>> ColumnsAsync(long? of, Caller caller, CancellationToken ct) =>
        AwardColumns.Of(of is { } board ? (await queries.AwardGridAsync(board, caller, ct))?.Modules ?? [] : []);

    public override string RowLink(AwardRow row) => $"/examiner/boards/{row.Candidate.BoardId}/awards/{row.Number}";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) => new(AwardColumns.Filters);

    public override Task<TablePage<AwardRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.AwardsAsync(query, caller, ct);
}
