using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.ExamBoards.Desk;

/// <summary>The boards on the signed-in external examiner's own desk.</summary>
[Needs(Room.ExaminerDesk, Level.See)]
public sealed class DeskListing(ExaminerQueries queries) : Listing<DeskRow>
{
    public override string Path => "/examiner";

    public override string Nouns => "boards";

    public override string SearchHint => "Title";

    public override string WhenEmpty => "No board has papers for you yet. A board that appoints you stands here as soon as its pack is frozen.";

    public override IReadOnlyList<Column<DeskRow>> Columns { get; } =
    [
        new("title", "Board", b => b.Title),
        new("word", "Your word", b => b.Verdict) { Sorts = false, Chip = Word },
        new("meetsOn", "Meets on", b => b.MeetsOn),
        new("pack", "Pack", b => b.PackVersion) { IsNumber = true, Sorts = false },
        new("frozenAt", "Frozen", b => b.FrozenAt),
        new("stage", "Stage", b => b.Stage) { Sorts = false, Chip = b => Chips.Of(b.Stage) },
        new("year", "Year", b => b.AcademicYear),
    ];

    public override string RowLink(DeskRow row) => $"/examiner/boards/{row.Id}";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) =>
        new((IReadOnlyList<ListFilter>)[new ListFilter("word", "Your word", [("waiting", "Waited for"), ("given", "Given")])]);

    public override Task<TablePage<DeskRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.BoardsAsync(query, caller, ct);

    private static ChipLook? Word(DeskRow row) => row.Verdict is { } verdict ? Chips.Of(verdict) : new ChipLook("Waited for", Tone.Warn, "wait");
}
