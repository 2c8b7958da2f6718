using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;

namespace StudentRecords.Web.Components.Pages.Enrolment.Quiet;

[Needs(Room.Enrolments, Level.See)]
public sealed class QuietListing(QuietQueries queries) : Listing<QuietRow>
{
    public override string Path => "/enrolment/quiet";

    public override string Nouns => "deaths";

    public override string WhenEmpty => "No death is on the record.";

    public override IReadOnlyList<Column<QuietRow>> Columns { get; } =
    [
        new("name", "Name", q => q.Name) { Sorts = false },
        new("number", "Number", q => q.StudentNumber) { Sorts = false },
        new("died", "Died on", q => q.DiedOn),
        new("opened", "Recorded", q => q.OpenedAt),
        new("charged", "Stands charged, £", q => q.Charged) { IsNumber = true, Sorts = false },
        new("settled", "Settled", q => q.SettledAt),
    ];

    public override string RowLink(QuietRow row) => $"/enrolment/quiet/{row.Id}";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) =>
        new((IReadOnlyList<ListFilter>)[new ListFilter("state", "State", [("open", "Open"), ("settled", "Settled")])]);

    public override Task<TablePage<QuietRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.CasesAsync(query, caller, ct);
}
