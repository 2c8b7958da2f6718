using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Support;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Support;

[Needs(Room.Support, Level.See)]
public sealed class QualityListing(DataQualityQueries queries) : Listing<QualityRow>
{
    public override string Path => "/interventions/quality";

    public override string Nouns => "findings";

    public override string SearchHint => "Rule, what fails it, or what is wrong";

    public override bool IsSearchedFromEverywhere => false;

    public override string WhenEmpty => "The warehouse has found nothing wrong (F030).";

    public override IReadOnlyList<Column<QualityRow>> Columns { get; } =
    [
        new("rule", "Rule", q => q.Rule),
        new("entity", "What fails it", q => q.Entity),
        new("sentence", "What is wrong", q => q.Sentence) { Sorts = false },
        new("found", "Found", q => q.FoundOn),
        new("run", "Last run", q => q.Run) { Sorts = false },
        new("cleared", "In order since", q => q.ClearedOn),
    ];

    public override string? RowLink(QualityRow row) => null;

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) => new((IReadOnlyList<ListFilter>)[new ListFilter("cleared", "State", [("no", "Still wrong"), ("yes", "In order")])]);

    public override Task<TablePage<QualityRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.ListAsync(query, caller, ct);
}
