using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Enrolment.Bulk;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;

namespace StudentRecords.Web.Components.Pages.Enrolment.Bulk;

[Needs(Room.Enrolments, Level.See)]
public sealed class BulkListing(BulkQueries queries) : Listing<BulkRunRow>
{
    public override string Path => "/bulk";

    public override string Nouns => "changes of many";

    public override string SearchHint => "File, cohort or who asked";

    public override bool IsSearchedFromEverywhere => false;

    public override string WhenEmpty => "Nobody has changed many at once yet. Upload a file, or re-enrol a cohort.";

    public override IReadOnlyList<Column<BulkRunRow>> Columns { get; } =
    [
        new("title", "File or cohort", r => r.Title),
        new("kind", "What", r => Words.Of(char.ToUpperInvariant(r.Kind[0]) + r.Kind[1..])),
        new("stage", "Stage", r => r.Stage) { Chip = r => Chips.Of(r.Stage) },
        new("total", "Lines", r => r.Total) { IsNumber = true },
        new("done", "Done", r => r.Done) { IsNumber = true, Sorts = false },
        new("refused", "Refused", r => r.Refused) { IsNumber = true, Sorts = false },
        new("by", "Asked by", r => r.RequestedBy),
        new("requested", "When", r => r.RequestedAt),
        new("reason", "Why", r => r.Reason) { IsExtra = true, Sorts = false },
    ];

    public override string RowLink(BulkRunRow row) => $"/bulk/{row.Id}";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) =>
        new((IReadOnlyList<ListFilter>)[ListFilter.Of<BulkStage>("stage", "Stage"), new ListFilter("kind", "What", [.. queries.Kinds(caller).Select(k => (k.Kind, k.Title))])]);

    public override Task<TablePage<BulkRunRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.RunsAsync(query, caller, ct);
}
