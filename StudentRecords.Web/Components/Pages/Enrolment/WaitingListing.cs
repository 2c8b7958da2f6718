using StudentRecords.Domain.Access;
using StudentRecords.Domain.Calendar;
using StudentRecords.Infrastructure.Enrolment.Desk;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Students;
using StudentRecords.Web.Access;

namespace StudentRecords.Web.Components.Pages.Enrolment;

/// <summary>Everybody who waits for an enrolment desk.</summary>
[Needs(Room.Enrolments, Level.See)]
public sealed class WaitingListing(DeskQueries queries, StudentQueries students, TimeProvider clock) : Listing<WaitingRow>
{
    public override string Path => "/enrolment";

    public override string Nouns => "engagements that wait";

    public override string SearchHint => "Name or number";

    public override bool IsSearchedFromEverywhere => false;

    public override string WhenEmpty => "Nobody waits: everybody who is expected is enrolled.";

    public override IReadOnlyList<Column<WaitingRow>> Columns { get; } =
    [
        new("name", "Name", w => w.Name),
        new("number", "Number", w => w.StudentNumber),
        new("programme", "Programme", w => w.Programme),
        new("status", "Status", w => w.Status) { Chip = w => Chips.Of(w.Status) },
        new("waits", "Waits for", w => Waiting(w.WaitsFor)) { Sorts = false },
        new("start", "Start", w => w.Start),
        new("holds", "Holds", w => w.Holds) { Sorts = false, Chip = w => w.Holds == 0 ? null : Chips.Holds(w.Holds) },
        new("sponsored", "Sponsored", w => w.IsSponsored) { Sorts = false, IsExtra = true },
        new("engagement", "Engagement", w => w.Numhus) { Sorts = false, IsExtra = true },
    ];

    public override string RowLink(WaitingRow row) => $"/students/{row.PersonId}/desk";

    public override async ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) =>
        [new ListFilter("waits", "Waits for", [.. Enum.GetValues<Waits>().Select(w => (w.ToString(), Waiting(w)))]), new ListFilter("programme", "Programme", await students.ProgrammesAsync(caller, ct)), Years(clock)];

    public override Task<TablePage<WaitingRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.WaitingAsync(query, caller, ct);

    private static string Waiting(Waits waits) => waits switch
    {
        Waits.ReEnrolment => "Re-enrolment",
        Waits.Return => "Return to study",
        Waits.TakeUp => "The deferred place",
        _ => "Enrolment",
    };

    /// <summary>This academic year, the one before and the one after.</summary>
    internal static ListFilter Years(TimeProvider clock)
    {
        var now = AcademicYear.Of(clock.Today());
        return new ListFilter("year", "Year", [.. new[] { now.Next, now, new AcademicYear(now.FirstYear - 1) }.Select(y => (y.ToString(), y.ToString()))]);
    }
}
