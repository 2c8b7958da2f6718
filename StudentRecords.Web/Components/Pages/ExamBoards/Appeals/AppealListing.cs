using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.ExamBoards.Appeals;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.ExamBoards.Appeals;

/// <summary>Appeals against ratified decisions, by candidate number.</summary>
[Needs(Room.Appeals, Level.See)]
public sealed class AppealListing(AppealQueries queries) : Listing<AppealRow>
{
    public override string Path => "/appeals";

    public override string Nouns => "appeals";

    public override string SearchHint => "Reference or candidate number";

    public override string WhenEmpty => "No appeal is recorded. One is begun on the page of a ratified board's candidate.";

    public override IReadOnlyList<Column<AppealRow>> Columns { get; } =
    [
        new("reference", "Reference", a => a.Reference) { IsKey = true },
        new("candidate", "Candidate", a => a.CandidateNumber),
        new("board", "Against", a => a.Board) { Sorts = false, IsLong = true },
        new("state", "State", a => a.State) { Sorts = false, Chip = a => a.IsDecided ? new ChipLook("Decided", Tone.Good, "lock") : Chips.Of(a.State) },
        new("recordedAt", "Recorded", a => a.RecordedAt) { IsLong = true },
        new("by", "By", a => a.RecordedBy) { Sorts = false, IsKey = true },
        new("first", "Approved by", a => a.FirstApprover) { Sorts = false, IsKey = true },
        new("second", "and by", a => a.SecondApprover) { Sorts = false, IsKey = true },
    ];

    public override string RowLink(AppealRow row) => $"/appeals/{row.Id}";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) =>
        new((IReadOnlyList<ListFilter>)[new ListFilter("state", "State", [("open", "Waits for approval"), ("approved", "Approved"), ("rejected", "Rejected")])]);

    public override Task<TablePage<AppealRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.PageAsync(query, caller, ct);
}
