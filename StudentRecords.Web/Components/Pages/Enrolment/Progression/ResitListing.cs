using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment.Progression;
using StudentRecords.Infrastructure.Enrolment.Progression;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Enrolment.Progression;

[Needs(Room.Enrolments, Level.See)]
public sealed class ResitListing(ProgressionQueries queries) : Listing<ResitRow>
{
    public override string Path => "/progression/resits";

    public override string Nouns => "entries";

    public override string SearchHint => "Module or student number";

    public override bool IsSearchedFromEverywhere => false;

    public override string WhenEmpty => "No decision that has been carried out asks for a module to be taken again.";

    public override IReadOnlyList<Column<ResitRow>> Columns { get; } =
    [
        new("module", "Module", r => r.Module),
        new("student", "Student", r => r.StudentNumber),
        new("name", "Name", r => r.Name),
        new("programme", "Programme", r => r.Programme),
        new("kind", "Taken again", r => Words(r.Kind)),
        new("attempt", "Attempt", r => r.Attempt) { IsNumber = true },
        new("diet", "In", r => r.Diet),
        new("occurrence", "Last taken", r => r.Occurrence) { Sorts = false },
        new("made", "Entered", r => r.MadeAt) { IsExtra = true },
    ];

    public override string RowLink(ResitRow row) => $"/students/{row.PersonId}/results";

    public override async ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) =>
    [
        new ListFilter("diet", "In", [.. (await queries.DietsAsync(caller, ct)).Select(d => (d, d))]),
        new ListFilter("kind", "Taken again", [.. Enum.GetValues<ResitKind>().Select(k => (k.ToString(), Words(k)))]),
    ];

    public override Task<TablePage<ResitRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.ResitsAsync(query, caller, ct);

    private static string Words(ResitKind kind) => kind switch
    {
        ResitKind.Resit => "Resit",
        ResitKind.SameAttempt => "Resit, same attempt",
        ResitKind.Trailing => "Trailing",
        _ => "With the repeated stage",
    };
}
