using StudentRecords.Domain.Access;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Infrastructure.Adjustments;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Adjustments.Circumstances;

[Needs(Room.Circumstances, Level.See)]
public sealed class CircumstanceListing(CircumstanceQueries queries) : Listing<CircumstanceRow>
{
    public override string Path => "/circumstances";

    public override string Nouns => "outcomes of circumstances";

    public override string SearchHint => "Name, student number, claim or assessment";

    public override bool IsSearchedFromEverywhere => false;

    public override IReadOnlyList<Column<CircumstanceRow>> Columns { get; } =
    [
        new("name", "Student", c => c.FamilyName),
        new("student", "Number", c => c.StudentNumber),
        new("outcome", "Outcome", c => c.Outcome) { IsLong = true },
        new("state", "State", c => c.State) { Chip = c => Chips.Of(c.State) },
        new("component", "Assessment", c => c.Component),
        new("board", "Board", c => c.Board ?? $"No board yet for {c.Module}") { IsLong = true },
        new("severity", "Severity", c => c.Severity == CircumstanceSeverity.NotStated ? null : c.Severity) { Sorts = false, IsExtra = true },
        new("until", "Extended to", c => c.ExtendedTo) { Sorts = false },
        new("arrived", "Came", c => c.ArrivedAt),
        new("claim", "Claim", c => c.Claim) { Sorts = false, IsExtra = true },
        new("attempt", "Attempt", c => c.Attempt) { Sorts = false, IsNumber = true, IsExtra = true },
    ];

    public override string RowLink(CircumstanceRow row) => $"/students/{row.PersonId}/circumstances";

    public override async ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) =>
    [
        new ListFilter("board", "Board", [.. (await queries.BoardsAsync(caller, ct)).Select(b => (b.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), b.Title))]),
        ListFilter.Of<CircumstanceOutcome>("outcome", "Outcome"),
        new ListFilter("state", "State", [.. Enum.GetValues<OutcomeState>().Select(s => (s.ToString(), Chips.Of(s).Word))]),
    ];

    public override Task<TablePage<CircumstanceRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.PageAsync(query, caller, ct);
}
