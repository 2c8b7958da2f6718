using StudentRecords.Domain.Access;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Support;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Support;

[Needs(Room.Support, Level.See)]
public sealed class InterventionListing(InterventionQueries queries) : Listing<InterventionRow>
{
    public override string Path => "/interventions";

    public override string Nouns => "interventions";

    public override string SearchHint => "Name, student number or what it is about";

    public override bool IsSearchedFromEverywhere => false;

    public override string WhenEmpty => "No system has asked anybody to act for a student.";

    public override IReadOnlyList<Column<InterventionRow>> Columns { get; } =
    [
        new("name", "Student", i => i.Name),
        new("state", "State", i => i.State) { Chip = i => Chips.Of(i.State) },
        new("due", "Last day", i => i.DueOn),
        new("kind", "Kind", i => i.Kind),
        new("summary", "What was seen", i => i.Summary) { Sorts = false },
        new("owner", "Who acts", i => i.Owner),
        new("opened", "Opened", i => i.OpenedOn),
        new("number", "Number", i => i.StudentNumber) { Sorts = false, IsExtra = true },
        new("source", "From", i => i.Source) { Sorts = false, IsExtra = true },
        new("outcome", "Outcome", i => i.Outcome) { Sorts = false, IsExtra = true },
        new("closed", "Closed", i => i.ClosedOn) { Sorts = false, IsExtra = true },
    ];

    public override string RowLink(InterventionRow row) => $"/students/{row.PersonId}/support";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) => new((IReadOnlyList<ListFilter>)
    [
        new ListFilter("waits", "To do", [("yes", "Waits for somebody")]),
        new ListFilter("last", "Last day", [("past", "Past"), ("near", "Within three days"), ("sponsor", "A sponsor's case, within two working days"), ("later", "Later, or none")]),
        ListFilter.Of<InterventionKind>("kind", "Kind"),
        new ListFilter("state", "State", [.. Enum.GetValues<InterventionState>().Select(s => (s.ToString(), Chips.Of(s).Word))]),
    ]);

    public override Task<TablePage<InterventionRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.ListAsync(query, caller, ct);
}
