using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Reading;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Integration.Quarantine;

[Needs(Room.FlowMessages, Level.See)]
public sealed class QuarantineListing(QuarantineQueries queries) : Listing<QuarantineRow>
{
    public override string Path => "/flows/quarantine";

    public override string Nouns => "groups in quarantine";

    public override string SearchHint => "Flow or reason";

    public override bool IsSearchedFromEverywhere => false;

    public override string WhenEmpty => "Quarantine is empty: everything that came has found its place.";

    public override IReadOnlyList<Column<QuarantineRow>> Columns { get; } =
    [
        new("code", "Reason", g => g.Code) { IsKey = true },
        new("flow", "Flow", g => g.Flow),
        new("alike", "What is alike", g => g.Alike) { Sorts = false, IsLong = true },
        new("name", "What it carries", g => g.FlowName) { Sorts = false, IsExtra = true },
        new("count", "Messages", g => g.Count) { IsNumber = true },
        new("oldest", "Oldest", g => g.Oldest) { IsLong = true },
        new("newest", "Newest", g => g.Newest) { IsLong = true },
        new("owner", "Owner", g => g.Owner) { Sorts = false, IsLong = true },
        new("advice", "What usually helps", g => g.Advice) { Sorts = false, IsExtra = true },
    ];

    public override string RowLink(QuarantineRow row) => $"/flows/quarantine/{row.Flow}/{row.Fingerprint}";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) => new((IReadOnlyList<ListFilter>)[FlowFilters.Flows(FlowDirection.In)]);

    public override Task<TablePage<QuarantineRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.ListAsync(query, caller, ct);
}
