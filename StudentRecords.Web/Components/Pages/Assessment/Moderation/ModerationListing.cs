using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Moderation;
using StudentRecords.Infrastructure.Assessment.Moderation;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Assessment.Moderation;

[Needs(Room.Moderation, Level.See)]
public sealed class ModerationListing(ModerationQueries queries) : Listing<ModeratedOccurrence>
{
    public override string Path => "/moderation";

    public override string Nouns => "occurrences";

    public override string SearchHint => "Occurrence or title";

    public override bool IsSearchedFromEverywhere => false;

    public override string WhenEmpty => "No policy asks for marks to be moderated. A registry manager publishes one; until then boards agree marks as they come.";

    public override IReadOnlyList<Column<ModeratedOccurrence>> Columns { get; } =
    [
        new("key", "Occurrence", o => o.Key),
        new("title", "Module", o => o.Title) { IsLong = true },
        new("state", "State", o => o.State) { Chip = o => Chips.OfModeration(o.State) },
        new("entered", "To moderate", o => o.Entered) { IsNumber = true },
        new("moderated", "To confirm", o => o.Moderated) { IsNumber = true },
        new("confirmed", "Confirmed", o => o.Confirmed) { IsNumber = true },
        new("agreed", "Agreed by the board", o => o.Agreed) { IsNumber = true },
        new("year", "Year", o => o.AcademicYear),
        new("faculty", "Faculty", o => o.Faculty),
        new("period", "Period", o => o.Period) { Sorts = false, IsExtra = true },
    ];

    public override string RowLink(ModeratedOccurrence row) => $"/moderation/{row.Id}";

    public override async ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct)
    {
        var (years, faculties) = await queries.NarrowingsAsync(caller, ct);
        return
        [
            new ListFilter("state", "State", [.. Enum.GetValues<MarkState>().Select(s => (s.ToString(), Chips.OfModeration(s).Word)), ("none", Chips.OfModeration(null).Word)]),
            new ListFilter("year", "Year", [.. years.Select(y => (y, y))]),
            new ListFilter("faculty", "Faculty", [.. faculties.Select(f => (f, f))]),
        ];
    }

    public override Task<TablePage<ModeratedOccurrence>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.OccurrencesAsync(query, caller, ct);
}
