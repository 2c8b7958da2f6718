using StudentRecords.Domain.Access;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Teaching;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Teaching;

[Needs(Room.Enrolments, Level.See)]
public sealed class ClashListing(ClashQueries queries) : Listing<ClashRow>
{
    public override string Path => "/timetable/clashes";

    public override string Nouns => "clashes";

    public override string SearchHint => "Room, event or booking";

    public override bool IsSearchedFromEverywhere => false;

    public override string WhenEmpty => "Everything that is timetabled fits (F004, F020).";

    public override IReadOnlyList<Column<ClashRow>> Columns { get; } =
    [
        new("starts", "Begins", c => c.StartsAt),
        new("kind", "What does not fit", c => c.Kind) { Chip = c => c.ClearedAt is null ? new ChipLook(Words.Of(c.Kind), Tone.Bad, "warn") : new ChipLook("Gone", Tone.Good) },
        new("room", "Room", c => c.Room),
        new("event", "Event", c => c.Event),
        new("sentence", "What is wrong", c => c.Sentence) { Sorts = false, IsLong = true },
        new("owner", "In hand with", c => c.Owner),
        new("found", "Found", c => c.FoundAt),
        new("cleared", "Gone since", c => c.ClearedAt) { Sorts = false, IsExtra = true },
    ];

    public override string RowLink(ClashRow row) => $"/timetable/clashes/{row.Id}";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) => new((IReadOnlyList<ListFilter>)
    [
        new ListFilter("state", "State", [("open", "To be mended"), ("past", "Past, never mended"), ("gone", "Gone")]),
        ListFilter.Of<ClashKind>("kind", "What does not fit"),
        new ListFilter("owner", "In hand", [("none", "With nobody"), ("me", "With me")]),
    ]);

    public override Task<TablePage<ClashRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.ListAsync(query, caller, ct);
}
