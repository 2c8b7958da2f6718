using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Students;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;

namespace StudentRecords.Web.Components.Pages.Students;

[Needs(Room.Persons, Level.See)]
public sealed class StudentListing(StudentQueries queries) : Listing<StudentRow>
{
    public override string Path => "/students";

    public override string Nouns => "students";

    public override string SearchHint => "Name, number or identifier";

    public override string WhenEmpty => "There are no students yet. They come with admissions' handover (F005).";

    public override IReadOnlyList<Column<StudentRow>> Columns { get; } =
    [
        new("name", "Name", s => s.ListName),
        new("number", "Number", s => s.StudentNumber),
        new("status", "Status", s => s.Study?.Status) { Chip = s => Chips.Of(s.Study?.Status), Sorts = false },
        new("programme", "Programme", s => s.Study?.ProgrammeTitle) { Sorts = false },
        new("year", "Year", s => s.Study?.YearOfProgramme) { Sorts = false, IsNumber = true },
        new("session", "Session", s => s.Study?.SessionYear) { Sorts = false, IsExtra = true },
        new("holds", "Holds", s => s.OpenHolds) { Sorts = false, Chip = s => s.OpenHolds == 0 ? null : Chips.Holds(s.OpenHolds) },
        new("born", "Born", s => s.DateOfBirth) { IsExtra = true },
        new("known", "Known as", s => s.KnownAs) { Sorts = false, IsExtra = true },
        new("email", "E-mail", s => s.Email) { Sorts = false, IsExtra = true },
        new("code", "Programme code", s => s.Study?.ProgrammeCode) { Sorts = false, IsExtra = true },
    ];

    public override string RowLink(StudentRow row) => $"/students/{row.Id}";

    public override async ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct)
    {
        List<ListFilter> filters =
        [
            new ListFilter("status", "Status", [.. Enum.GetValues<EngagementStatus>().Select(s => (s.ToString(), Chips.Of(s).Word)), ("none", "No engagement")]),
            new ListFilter("programme", "Programme", await queries.ProgrammesAsync(caller, ct)),
            new ListFilter("year", "Session", [.. (await queries.SessionYearsAsync(caller, ct)).Select(y => (y, y))]),
        ];
        if (await queries.AnyTutorsAsync(caller, ct))
        {
            filters.Add(new ListFilter("tutor", "Tutor", [("none", "None")]));
        }

        if (caller.May(Room.Holds, Level.See))
        {
            filters.Add(new ListFilter("hold", "Holds", [("open", "Open")]));
        }

        return filters;
    }

    public override Task<TablePage<StudentRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.StudentsAsync(query, caller, ct);
}
