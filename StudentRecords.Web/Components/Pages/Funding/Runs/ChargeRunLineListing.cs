using StudentRecords.Domain.Access;
using StudentRecords.Domain.Funding;
using StudentRecords.Infrastructure.Funding.Runs;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Funding.Runs;

[Needs(Room.Money, Level.See)]
public sealed class ChargeRunLineListing(ChargeRunQueries queries) : Listing<ChargeRunLineRow>
{
    public override string Path => "/charge-runs/{of:long}/lines";

    public override string Nouns => "lines";

    public override string SearchHint => "Beginning of a student number";

    public override string WhenEmpty => "There is nothing in this run that Finance has not been told.";

    public override IReadOnlyList<Column<ChargeRunLineRow>> Columns { get; } =
    [
        new("student", "Student", l => l.StudentNumber),
        new("name", "Name", l => l.Name) { Sorts = false, IsLong = true },
        new("kind", "Difference", l => l.Kind) { Chip = l => Chips.Of(l.Kind) },
        new("element", "For", l => l.Element),
        new("sponsor", "Billed to", l => l.Sponsor) { IsLong = true },
        new("amount", "Amount", l => l.Amount) { IsNumber = true, Sorts = false, Show = l => b => b.AddContent(0, Pounds.Of(l.Amount)) },
        new("rule", "Rule", l => l.Rule) { Sorts = false, IsKey = true },
        new("assessed", "Assessed", l => l.AssessedAt) { Sorts = false, IsExtra = true },
        new("handed", "Handed over", l => l.HandedOverAt) { Sorts = false, IsLong = true },
    ];

    public override string RowLink(ChargeRunLineRow row) => $"/students/{row.PersonId}/money/charges/{row.ChargeId}";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) => new((IReadOnlyList<ListFilter>)
    [
        new ListFilter("kind", "Difference", [.. Enum.GetValues<ChargeRunKind>().Select(k => (k.ToString(), Chips.Of(k).Word))]),
        ListFilter.Typed("sponsor", "Billed to"),
    ]);

    public override Task<TablePage<ChargeRunLineRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.LinesAsync(query, caller, ct);
}
