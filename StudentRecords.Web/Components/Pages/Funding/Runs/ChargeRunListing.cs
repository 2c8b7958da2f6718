using StudentRecords.Domain.Access;
using StudentRecords.Domain.Funding;
using StudentRecords.Infrastructure.Funding.Runs;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Funding.Runs;

[Needs(Room.Money, Level.See)]
public sealed class ChargeRunListing(ChargeRunQueries queries) : Listing<ChargeRunRow>
{
    public override string Path => "/charge-runs";

    public override string Nouns => "charge runs";

    public override string WhenEmpty => "No charge run was prepared yet. Charges are posted as they arise; a run tells Finance of them.";

    public override IReadOnlyList<Column<ChargeRunRow>> Columns { get; } =
    [
        new("name", "Run", r => r.Name) { Sorts = false },
        new("year", "Year", r => r.AcademicYear) { IsExtra = true },
        new("state", "State", r => r.State) { Chip = r => Chips.Of(r.State) },
        new("lines", "Lines", r => r.Lines) { IsNumber = true },
        new("net", "Net", r => r.Net) { IsNumber = true, Sorts = false, Show = r => b => b.AddContent(0, Pounds.Of(r.Net)) },
        new("findings", "Not priced", r => r.Findings) { IsNumber = true, Sorts = false },
        new("by", "Prepared by", r => r.PreparedBy) { Sorts = false },
        new("prepared", "Prepared", r => r.PreparedAt) { IsLong = true },
        new("approved", "Approved by", r => r.ApprovedBy) { Sorts = false },
        new("released", "Released", r => r.ReleasedAt) { IsLong = true },
    ];

    public override string RowLink(ChargeRunRow row) => $"/charge-runs/{row.Id}";

    public override async ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) =>
    [
        new ListFilter("state", "State", [.. Enum.GetValues<ChargeRunState>().Select(s => (s.ToString(), Chips.Of(s).Word))]),
        new ListFilter("year", "Year", [.. (await queries.YearsAsync(caller, ct)).Select(y => (y, y))]),
    ];

    public override Task<TablePage<ChargeRunRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.RunsAsync(query, caller, ct);
}
