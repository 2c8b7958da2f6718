using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Pages.Students.Holds;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Enrolment.Holds;

[Needs(Room.Holds, Level.See)]
public sealed class HeldListing(HoldDeskQueries queries) : Listing<HeldRow>
{
    public override string Path => "/holds";

    public override string Nouns => "open holds";

    public override string SearchHint => "Beginning of a student number, a word of the reason";

    public override bool IsSearchedFromEverywhere => false;

    public override string WhenEmpty => "No hold stands: nothing is in any student's way.";

    public override IReadOnlyList<Column<HeldRow>> Columns { get; } =
    [
        new("student", "Student", h => h.StudentNumber),
        new("name", "Name", h => h.Name) { IsLong = true },
        new("source", "Owner", h => h.Source) { IsLong = true },
        new("reason", "What for", h => h.Reason) { Sorts = false, IsLong = true },
        new("blocks", "Stops", h => BlockWords.Brief(h.Blocks)) { Sorts = false, IsLong = true },
        new("programme", "Programme", h => h.Programme) { Sorts = false, IsExtra = true },
        new("placed", "Since", h => h.PlacedOn),
        new("days", "Days", h => h.Days) { Sorts = false, IsNumber = true },
        new("clear", "How it is cleared", h => h.HowToClear) { Sorts = false, IsExtra = true },
        new("key", "Owner's reference", h => h.Key) { Sorts = false, IsExtra = true },
    ];

    public override string RowLink(HeldRow row) => $"/students/{row.PersonId}/holds";

    public override async ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) =>
    [
        new ListFilter("source", "Owner", [.. (await queries.SourcesAsync(caller, ct)).Select(s => (s, s))]),
        new ListFilter("block", "Stops", [.. BlockWords.All.Select(b => (b.Block.ToString(), b.Words))]),
        new ListFilter("age", "Stands for", [("30", "30 days or more"), ("90", "90 days or more"), ("365", "a year or more")]),
        new ListFilter("programme", "Programme", await queries.ProgrammesAsync(caller, ct)),
    ];

    public override Task<TablePage<HeldRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.OpenAsync(query, caller, ct);
}
