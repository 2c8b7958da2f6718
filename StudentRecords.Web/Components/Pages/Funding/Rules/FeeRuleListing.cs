using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Funding.Rules;

[Needs(Room.Money, Level.See)]
public sealed class FeeRuleListing(FeeRuleQueries queries) : Listing<FeeRuleRow>
{
    public override string Path => "/fee-rules";

    public override string Nouns => "fee rules";

    public override string SearchHint => "Beginning of a programme's code";

    public override string WhenEmpty => "There are no fee rules yet: nobody is charged.";

    public override IReadOnlyList<Column<FeeRuleRow>> Columns { get; } =
    [
        new("programme", "Programme", r => r.ProgrammeCode),
        new("name", "Called", r => r.ProgrammeTitle) { Sorts = false, IsLong = true },
        new("year", "Entry from", r => r.FromYear),
        new("version", "Version", r => r.RuleVersion) { IsNumber = true },
        new("state", "State", r => r.IsNewest ? "In force" : "Superseded") { Sorts = false, Chip = r => r.IsNewest ? new ChipLook("In force", Tone.Good) : new ChipLook("Superseded", Tone.Quiet, "history") },
        new("title", "Title", r => r.Title) { Sorts = false, IsLong = true },
        new("charges", "Charges made by it", r => r.Charges) { IsNumber = true, Sorts = false },
    ];

    public override string RowLink(FeeRuleRow row) => $"/fee-rules/{row.Id}";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) => new((IReadOnlyList<ListFilter>)[new ListFilter("newest", "Versions", [("yes", "In force")])]);

    public override Task<TablePage<FeeRuleRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.RulesAsync(query, caller, ct);
}
