using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.ExamBoards.Awards;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.ExamBoards.Awards;

/// <summary>The candidate grid of a progression and award board: engagements by number against the modules of the year.</summary>
[Needs(Room.Boards, Level.See)]
public sealed class AwardListing(AwardQueries queries) : Listing<AwardRow>
{
    public override string Path => "/boards/{of:long}/awards";

    public override string Nouns => "candidates";

    public override string SearchHint => "Candidate number";

    public override string WhenEmpty => "There are no candidates yet. Gather them on the readiness page.";

    public override IReadOnlyList<Column<AwardRow>> Columns => AwardColumns.Of([]);

    public override async ValueTask<IReadOnlyList<Column<AwardRow>>> ColumnsAsync(long? of, Caller caller, CancellationToken ct) =>
        AwardColumns.Of(of is { } board ? (await queries.GridAsync(board, caller, ct))?.Modules ?? [] : []);

    public override string RowLink(AwardRow row) => $"/boards/{row.Candidate.BoardId}/awards/{row.Number}";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) => new(AwardColumns.Filters);

    public override Task<TablePage<AwardRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.CandidatesAsync(query, caller, ct);
}
