using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Hesa.Rules;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Hesa;

/// <summary>What the rules found in a return, entity by entity, each with the way to the record.</summary>
[Needs(Room.Returns, Level.See)]
public sealed class FindingListing(RuleQueries queries) : Listing<FindingRow>
{
    public override string Path => "/returns/{of:long}/findings";

    public override string Nouns => "findings";

    public override string SearchHint => "Any part of the key";

    public override bool IsSearchedFromEverywhere => false;

    public override string WhenEmpty => "The rules found nothing, or they have not been asked yet.";

    public override IReadOnlyList<Column<FindingRow>> Columns { get; } =
    [
        new("rule", "Rule", f => f.Rule),
        new("entity", "Entity", f => f.Entity),
        new("place", "Key", f => f.Key),
        new("sentence", "What is wrong", f => f.Sentence) { Sorts = false },
        new("value", "Value", f => f.Value) { Sorts = false },
    ];

    /// <summary>The findings of one rule.</summary>
    public static string Address(long returnId, string rule) => $"/returns/{returnId}/findings{new TableQuery().With("rule", rule).ToAddress()}";

    public override string? RowLink(FindingRow row) => row.PersonId is { } person ? $"/students/{person}" : null;

    public override async ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct)
    {
        var found = (await queries.OfReturnAsync(of ?? 0, caller, ct)).Where(r => r.Failed > 0).ToList();
        return
        [
            new ListFilter("rule", "Rule", [.. found.Select(r => (r.Rule, $"{r.Rule} ({r.Failed})"))]),
            new ListFilter("entity", "Entity", [.. found.Select(r => (r.Entity, r.Entity)).Distinct()]),
        ];
    }

    public override Task<TablePage<FindingRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.FindingsAsync(query, caller, ct);
}
