using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Curriculum;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;

namespace StudentRecords.Web.Components.Pages.Curriculum;

[Needs(Room.Catalogue, Level.See)]
public sealed class ModuleListing(CurriculumQueries queries) : Listing<ModuleRow>
{
    public override string Path => "/modules";

    public override string Nouns => "modules";

    public override string SearchHint => "Code or title";

    public override string WhenEmpty => "There are no modules yet. They come from curriculum management (F001).";

    public override IReadOnlyList<Column<ModuleRow>> Columns { get; } =
    [
        new("code", "Code", m => m.Code),
        new("title", "Title", m => m.Title),
        new("state", "State", m => m.IsRetired) { Chip = m => Chips.Retired(m.IsRetired), Sorts = false },
        new("credits", "Credits", m => m.Credits) { IsNumber = true, Sorts = false },
        new("level", "Level", m => m.Level) { IsNumber = true, Sorts = false },
        new("faculty", "Faculty", m => m.Faculty),
        new("occurrences", "Runs", m => m.Occurrences) { IsNumber = true, Sorts = false },
        new("last", "Last in", m => m.LastYear) { Sorts = false },
    ];

    public override string RowLink(ModuleRow row) => $"/modules/{row.Id}";

    public override async ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) =>
    [
        new ListFilter("year", "Runs in", [.. (await queries.YearsAsync(caller, ct)).Select(y => (y, y))]),
        new ListFilter("faculty", "Faculty", [.. (await queries.FacultiesAsync(caller, ct)).Select(f => (f, f))]),
        new ListFilter("state", "State", [("open", "Open"), ("retired", "Retired")]),
    ];

    public override Task<TablePage<ModuleRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.ModulesAsync(query, caller, ct);
}
