using StudentRecords.Domain.Access;
using StudentRecords.Domain.Hesa.Compare;
using StudentRecords.Infrastructure.Hesa;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Hesa;

/// <summary>What the compare run says of a return, entity by entity. Their keys tell of disabilities.</summary>
[Needs(Room.Returns, Level.See)]
public sealed class VerdictListing(HesaQueries queries) : Listing<VerdictRow>
{
    public override string Path => "/returns/{of:long}/entities";

    public override string Nouns => "entities";

    public override string SearchHint => "Any part of the key";

    public override string WhenEmpty => "Nothing is to be told: the return has not been compared yet, or it is as it was last submitted.";

    public override IReadOnlyList<Column<VerdictRow>> Columns { get; } =
    [
        new("place", "Key", v => v.Key) { IsLong = true },
        new("entity", "Entity", v => v.Entity),
        new("status", "Status", v => v.Status) { Chip = v => Chips.Of(v.Status) },
    ];

    /// <summary>The list of just these.</summary>
    public static string Address(long returnId, string entity, EntityStatus status) =>
        $"/returns/{returnId}/entities{new TableQuery().With("entity", entity).With("status", status.ToString()).ToAddress()}";

    public override string RowLink(VerdictRow row) => $"/returns/{row.ReturnId}/entities/{row.Id}";

    public override async ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct)
    {
        var counts = await queries.CountsAsync(of ?? 0, caller, ct);
        return
        [
            new ListFilter("entity", "Entity", [.. counts.Select(c => (c.Entity, c.Entity))]),
            new ListFilter("status", "Status", [.. Enum.GetValues<EntityStatus>().Select(s => (s.ToString(), Chips.Of(s).Word))]),
        ];
    }

    public override Task<TablePage<VerdictRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.EntitiesAsync(query, caller, ct);
}
