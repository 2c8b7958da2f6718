using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.ExamBoards.Examiners;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.ExamBoards.Reports;

/// <summary>Annual reports of external examiners.</summary>
[Needs(Room.Boards, Level.See)]
public sealed class ReportListing(ReportQueries queries) : Listing<ReportRow>
{
    public override string Path => "/boards/reports";

    public override string Nouns => "annual reports";

    public override string SearchHint => "Examiner";

    public override string WhenEmpty => "No external examiner has handed in a report yet.";

    public override IReadOnlyList<Column<ReportRow>> Columns { get; } =
    [
        new("examiner", "Examiner", r => r.Examiner),
        new("year", "Year", r => r.AcademicYear),
        new("concern", "Says", r => r.IsConcerned) { Sorts = false, Chip = r => r.IsConcerned ? new ChipLook("With concerns", Tone.Warn) : new ChipLook("Satisfied", Tone.Good) },
        new("handedInAt", "Handed in", r => r.HandedInAt),
        new("answer", "Answered", r => r.RespondedAt) { Sorts = false },
    ];

    public override string RowLink(ReportRow row) => $"/boards/reports/{row.Id}";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) =>
        new((IReadOnlyList<ListFilter>)[new ListFilter("answer", "Answer", [("waiting", "Awaited"), ("given", "Given")])]);

    public override Task<TablePage<ReportRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.PageAsync(query, caller, ct);
}
