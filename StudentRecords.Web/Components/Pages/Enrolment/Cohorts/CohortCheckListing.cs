using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment.Registration;
using StudentRecords.Infrastructure.Enrolment.Registration;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Enrolment.Cohorts;

[Needs(Room.Enrolments, Level.See)]
public sealed class CohortCheckListing(CohortQueries queries) : Listing<CheckedStudentRow>
{
    public override string Path => "/cohort-check";

    public override string Nouns => "students";

    public override string SearchHint => "Family name or number";

    public override bool IsSearchedFromEverywhere => false;

    public override string WhenEmpty => "Nobody is enrolled on a programme whose structure the catalogue tells.";

    public override IReadOnlyList<Column<CheckedStudentRow>> Columns { get; } =
    [
        new("name", "Name", r => r.Name) { IsLong = true },
        new("number", "Number", r => r.StudentNumber),
        new("programme", "Programme", r => r.Programme),
        new("stage", "Year", r => r.YearOfProgramme) { IsNumber = true },
        new("credits", "Credits", r => r.Credits) { IsNumber = true },
        new("findings", "Modules", r => r.Findings.Count) { Chip = r => r.Findings.Count == 0 ? new ChipLook("Right", Tone.Good) : new ChipLook(Words.Count(r.Findings.Count, "thing to look at", "things to look at"), Tone.Warn, "warn") },
        new("why", "Why", r => r.Why) { Sorts = false, IsLong = true },
        new("version", "Version", r => r.CatalogueVersion) { IsNumber = true, Sorts = false, IsExtra = true },
    ];

    public override string RowLink(CheckedStudentRow row) => $"/students/{row.PersonId}/modules";

    public override async ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct)
    {
        var (programmes, years) = await queries.ChoicesAsync(caller, ct);
        return
        [
            new ListFilter("year", "Session year", [.. years.Select(y => (y, y))]),
            new ListFilter("programme", "Programme", [.. programmes.Select(p => (p, p))]),
            new ListFilter("stage", "Year", [.. Enumerable.Range(1, 6).Select(y => ($"{y}", $"Year {y}"))]),
            new ListFilter("state", "Modules", [("right", "Right"), ("wrong", "Something to look at"), .. StageCheck.Findings]),
        ];
    }

    public override Task<TablePage<CheckedStudentRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.CheckAsync(query, caller, ct);
}
