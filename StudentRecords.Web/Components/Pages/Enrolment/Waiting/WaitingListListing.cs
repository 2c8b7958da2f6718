using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment.Registration;
using StudentRecords.Infrastructure.Enrolment.Registration;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Enrolment.Waiting;

[Needs(Room.Enrolments, Level.See)]
public sealed class WaitingListListing(WaitingListQueries queries) : Listing<WaitingStudentRow>
{
    public override string Path => "/waiting-lists/{of:long}";

    public override string Nouns => "students in the line";

    public override string WhenEmpty => "Nobody has ever waited for a place here.";

    public override IReadOnlyList<Column<WaitingStudentRow>> Columns { get; } =
    [
        new("place", "Place", r => r.Place) { IsNumber = true },
        new("name", "Name", r => r.Name) { Sorts = false },
        new("number", "Number", r => r.StudentNumber) { Sorts = false },
        new("state", "State", r => r.State) { Chip = r => Chips.Of(r.State) },
        new("asked", "Asked on", r => r.AskedOn),
        new("settled", "Settled", r => r.SettledAt) { Sorts = false },
        new("passed", "Passed over because", r => r.PassedOverFor) { Sorts = false },
    ];

    public override string RowLink(WaitingStudentRow row) => $"/students/{row.PersonId}/modules";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) =>
        new((IReadOnlyList<ListFilter>)[new ListFilter("state", "State", [.. Enum.GetValues<WaitingState>().Select(s => (s.ToString(), Chips.Of(s).Word))])]);

    public override Task<TablePage<WaitingStudentRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.EntriesAsync(query, caller, ct);
}
