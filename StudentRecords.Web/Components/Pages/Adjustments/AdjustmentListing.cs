using StudentRecords.Domain.Access;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Infrastructure.Adjustments;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Adjustments;

[Needs(Room.Adjustments, Level.See)]
public sealed class AdjustmentListing(AdjustmentQueries queries) : Listing<AdjustmentRow>
{
    public override string Path => "/adjustments";

    public override string Nouns => "adjustments";

    public override string SearchHint => "Name, student number or key";

    // each reading is written down, so that a search for something else must not read it
    public override bool IsSearchedFromEverywhere => false;

    public override IReadOnlyList<Column<AdjustmentRow>> Columns { get; } =
    [
        new("name", "Student", a => $"{a.FamilyName}, {a.GivenNames}") { IsLong = true },
        new("student", "Number", a => a.StudentNumber),
        new("category", "Adjustment", a => a.Category) { IsLong = true },
        new("what", "What", a => AdjustmentWords.What(a.Category, a.Amount, a.Need)) { Sorts = false, IsLong = true },
        new("state", "State", a => a.State) { Chip = a => Chips.Of(a.State) },
        new("scope", "For", a => AdjustmentWords.Scope(a.Reach, a.ScopeKey)) { Sorts = false, IsLong = true },
        new("from", "From", a => a.From),
        new("to", "To", a => a.To),
        new("review", "Review", a => a.ReviewOn),
        new("key", "Key", a => a.Key) { Sorts = false, IsExtra = true },
        new("version", "Version", a => a.AdjustmentVersion) { Sorts = false, IsNumber = true, IsExtra = true },
        new("case", "Case", a => a.CaseReference) { Sorts = false, IsExtra = true },
        new("source", "Brought by", a => a.Source) { Sorts = false, IsExtra = true },
        new("recorded", "Recorded", a => a.RecordedAt) { IsExtra = true },
    ];

    public override string RowLink(AdjustmentRow row) => $"/students/{row.PersonId}/adjustments";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) => new((IReadOnlyList<ListFilter>)
    [
        new ListFilter("show", "Show", [("current", "In force today"), ("review", "Review due"), ("ending", "Ending within 30 days"), ("all", "Every version")]),
        ListFilter.Of<AdjustmentCategory>("category", "Adjustment"),
        new ListFilter("state", "State", [.. Enum.GetValues<AdjustmentState>().Select(s => (s.ToString(), Chips.Of(s).Word))]),
    ]);

    public override Task<TablePage<AdjustmentRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.PageAsync(query, caller, ct);
}
