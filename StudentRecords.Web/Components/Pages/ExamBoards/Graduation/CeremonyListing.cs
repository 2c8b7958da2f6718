using StudentRecords.Domain.Access;
using StudentRecords.Domain.ExamBoards.Graduation;
using StudentRecords.Infrastructure.ExamBoards.Graduation;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.ExamBoards.Graduation;

/// <summary>Graduation ceremonies, and lists of awards in absentia.</summary>
[Needs(Room.Graduations, Level.See)]
public sealed class CeremonyListing(GraduationQueries queries) : Listing<CeremonyRow>
{
    public override string Path => "/graduation/ceremonies";

    public override string Nouns => "ceremonies";

    public override string SearchHint => "Name or place";

    public override string WhenEmpty => "No ceremony is planned yet.";

    public override IReadOnlyList<Column<CeremonyRow>> Columns { get; } =
    [
        new("title", "Ceremony", c => c.Title) { IsLong = true },
        new("heldOn", "Day", c => c.HeldOn),
        new("place", "Place", c => c.Capacity is null ? "in absentia" : c.Place) { IsLong = true },
        new("state", "State", c => c.State) { Sorts = false, Chip = c => Chips.Of(c.State) },
        new("listed", "On the list", c => c.Listed) { IsNumber = true, Sorts = false },
        new("capacity", "Seats", c => c.Capacity) { IsNumber = true, Sorts = false },
        new("conferredOn", "Conferred", c => c.ConferredOn),
    ];

    public override string RowLink(CeremonyRow row) => $"/graduation/ceremonies/{row.Id}";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) =>
        new((IReadOnlyList<ListFilter>)[new ListFilter("state", "State", [.. Enum.GetValues<CeremonyState>().Select(s => (s.ToString(), Chips.Of(s).Word))])]);

    public override Task<TablePage<CeremonyRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.CeremoniesAsync(query, caller, ct);
}
