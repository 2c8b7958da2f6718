using StudentRecords.Domain.Access;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Teaching;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Teaching;

[Needs(Room.Enrolments, Level.See)]
public sealed class TimetableListing(TimetableQueries queries) : Listing<TimetableRow>
{
    public override string Path => "/timetable";

    public override string Nouns => "teaching events";

    public override string SearchHint => "Module running, or a room or group by its code";

    public override bool IsSearchedFromEverywhere => false;

    public override string WhenEmpty => "No teaching event has come. Timetabling sends them once they are final (F004).";

    public override IReadOnlyList<Column<TimetableRow>> Columns { get; } =
    [
        new("starts", "Begins", e => e.StartsAt),
        new("state", "State", e => e.State) { Chip = e => Chips.Of(e.State, e.Clashes) },
        new("run", "Module running", e => e.ModuleRun),
        new("module", "Module", e => e.Module) { Sorts = false },
        new("kind", "Kind", e => e.Kind) { Sorts = false },
        new("group", "Group", e => e.Group) { Sorts = false },
        new("room", "Room", e => e.Room),
        new("staff", "Staff", e => e.Staff),
        new("ends", "Ends", e => e.EndsAt) { Sorts = false, IsExtra = true },
        new("because", "Why cancelled", e => e.Because) { Sorts = false, IsExtra = true },
        new("version", "Version", e => e.Version) { Sorts = false, IsExtra = true, IsNumber = true },
    ];

    public override string? RowLink(TimetableRow row) => null;

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) => new((IReadOnlyList<ListFilter>)
    [
        ListFilter.Of<TeachingState>("state", "State"),
        new ListFilter("when", "When", [("coming", "Still to come"), ("past", "Past")]),
        new ListFilter("clash", "Room", [("yes", "No longer free")]),
    ]);

    public override Task<TablePage<TimetableRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.ListAsync(query, caller, ct);
}
