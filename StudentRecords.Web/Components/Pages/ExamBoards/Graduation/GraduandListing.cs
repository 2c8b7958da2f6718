using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.ExamBoards.Graduation;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.ExamBoards.Graduation;

/// <summary>Everybody with a ratified award that is not conferred yet, and what stands in the way.</summary>
[Needs(Room.Graduations, Level.See)]
public sealed class GraduandListing(GraduationQueries queries) : Listing<GraduandRow>
{
    public override string Path => "/graduation";

    public override string Nouns => "awards";

    public override string SearchHint => "Name, number or award";

    public override bool IsSearchedFromEverywhere => false;

    public override string WhenEmpty => "No award waits to be conferred. They come here once a board has ratified them.";

    public override IReadOnlyList<Column<GraduandRow>> Columns => GraduandColumns.Of;

    public override string RowLink(GraduandRow row) => GraduandColumns.Link(row);

    public override async ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct)
    {
        var (programmes, years) = await queries.FiltersAsync(caller, ct);
        return
        [
            new ListFilter("step", "Step", [.. Enum.GetValues<GraduationStep>().Select(s => (s.ToString(), GraduandColumns.Look(s).Word))]),
            new ListFilter("programme", "Programme", [.. programmes.Select(p => (p, p))]),
            new ListFilter("year", "Session", [.. years.Select(y => (y, y))]),
        ];
    }

    public override Task<TablePage<GraduandRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.AwardsAsync(query, caller, ct);
}
