using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Curriculum;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;

namespace StudentRecords.Web.Components.Pages.Curriculum;

[Needs(Room.Catalogue, Level.See)]
public sealed class ProgrammeListing(CurriculumQueries queries) : Listing<ProgrammeRow>
{
    public override string Path => "/programmes";

    public override string Nouns => "programmes";

    public override string SearchHint => "Code or title";

    public override string WhenEmpty => "There are no programmes yet. They come from curriculum management (F001).";

    public override IReadOnlyList<Column<ProgrammeRow>> Columns { get; } =
    [
        new("code", "Code", p => p.Code),
        new("title", "Title", p => p.Title),
        new("state", "State", p => p.IsRetired) { Chip = p => Chips.Retired(p.IsRetired), Sorts = false },
        new("faculty", "Faculty", p => p.Faculty),
        new("versions", "Versions", p => p.Versions) { IsNumber = true, Sorts = false },
        new("enrolled", "Enrolled now", p => p.Enrolled) { IsNumber = true, Sorts = false },
    ];

    public override string RowLink(ProgrammeRow row) => $"/programmes/{row.Id}";

    public override async ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) =>
    [
        new ListFilter("faculty", "Faculty", [.. (await queries.FacultiesAsync(caller, ct)).Select(f => (f, f))]),
        new ListFilter("state", "State", [("open", "Open"), ("retired", "Retired")]),
    ];

    public override Task<TablePage<ProgrammeRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.ProgrammesAsync(query, caller, ct);
}
