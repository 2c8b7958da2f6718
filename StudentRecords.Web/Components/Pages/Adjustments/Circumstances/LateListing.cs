using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Adjustments;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Adjustments.Circumstances;

[Needs(Room.LateOutcomes, Level.See)]
public sealed class LateListing(LateOutcomeQueries queries) : Listing<LateRow>
{
    public override string Path => "/circumstances/late";

    public override string Nouns => "late outcomes";

    public override string SearchHint => "Board or candidate number";

    public override bool IsSearchedFromEverywhere => false;

    public override string WhenEmpty => "No outcome has come after its board's pack was frozen.";

    public override IReadOnlyList<Column<LateRow>> Columns { get; } =
    [
        new("board", "Board", l => l.Board) { IsLong = true },
        new("candidate", "Candidate", l => l.Candidate),
        new("code", "Code", l => l.Code) { Sorts = false },
        new("state", "State", l => l.State) { Chip = l => l.ProposedRoute is not null && l.State == Domain.Adjustments.OutcomeState.Late ? new ChipLook("Route proposed", Tone.Busy, "wait") : Chips.Of(l.State) },
        new("component", "Assessment", l => l.Component) { IsLong = true },
        new("kind", "About", l => l.IsPenalty ? "Misconduct" : "Circumstances") { Sorts = false, IsExtra = true },
        new("route", "Route", l => l.ProposedRoute) { Sorts = false, IsLong = true },
        new("by", "Proposed by", l => l.ProposedBy) { Sorts = false, IsExtra = true },
        new("pack", "Came after pack", l => l.PackVersion) { Sorts = false, IsNumber = true, IsExtra = true },
        new("arrived", "Came", l => l.ArrivedAt),
        new("settled", "Agreed", l => l.SettledAt) { Sorts = false, IsExtra = true },
        new("settledBy", "Agreed by", l => l.SettledBy) { Sorts = false, IsExtra = true },
    ];

    public override string RowLink(LateRow row) => $"/circumstances/late/{row.Id}";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) =>
        new((IReadOnlyList<ListFilter>)[new ListFilter("show", "Show", [("proposed", "Waiting for agreement"), ("settled", "Settled")])]);

    public override Task<TablePage<LateRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.PageAsync(query, caller, ct);
}
