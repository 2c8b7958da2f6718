using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Publishing;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.Integration.Variation;

/// <summary>A flow as it is here, beside the model's.</summary>
public sealed record VariationRow
{
    public required Flow Flow { get; init; }

    /// <summary>The other system; of a flow between two others, the sender.</summary>
    public required string System { get; init; }

    /// <summary>Its name here.</summary>
    public required string Product { get; init; }
    public required bool IsOperated { get; init; }
    public required string Owner { get; init; }
    public required string Cadence { get; init; }
    public required string Channel { get; init; }

    /// <summary>Message names of the model that the hub neither takes nor sends.</summary>
    public required string NotCarried { get; init; }

    /// <summary>In what it is not as the model has it; empty when it is.</summary>
    public required string Gap { get; init; }
}

/// <summary>Reads how the flows are operated here, and in what that is not the reference model.</summary>
public sealed class VariationQueries(IDbContextFactory<RegistryDbContext> store, PublishedContracts contracts)
{
    private static readonly Sorting<VariationRow> Sorts = Sorting<VariationRow>.WithKey(r => r.Flow.Code)
        .By("code", r => r.Flow.Code).By("name", r => r.Flow.Name).By("system", r => r.System).By("product", r => r.Product).By("operated", r => r.IsOperated).By("owner", r => r.Owner).By("gap", r => r.Gap);

    public async Task<LocalTerms> TermsAsync(Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.FlowMessages, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await LocalReading.TermsAsync(db, ct);
    }

    /// <summary>Filters: <c>gap</c> (yes, no), <c>operated</c> (yes, no), <c>system</c>.</summary>
    public async Task<TablePage<VariationRow>> ListAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        var terms = await TermsAsync(caller, ct);
        return FlowCatalogue.All.Select(f => Row(f, terms))
            .Where(r => query.Search.Length == 0 || $"{r.Flow.Label} {r.System} {r.Product} {r.Owner}".Contains(query.Search, StringComparison.OrdinalIgnoreCase))
            .Where(r => query.Filter("gap") is not { } gap || (gap == "yes") == (r.Gap.Length > 0))
            .Where(r => query.Filter("operated") is not { } operated || (operated == "yes") == r.IsOperated)
            .Where(r => query.Filter("system") is not { } system || r.Flow.From == system || r.Flow.To == system)
            .ToList().ToPage(query, Sorts);
    }

    private VariationRow Row(Flow flow, LocalTerms terms)
    {
        var system = flow.Direction == FlowDirection.Out ? flow.To : flow.From;
        var carried = contracts.Of(flow.Code).Select(c => c.Message).ToHashSet();
        var missing = flow.MessageNames.Where(m => !carried.Contains(m)).ToList();
        return new VariationRow
        {
            Flow = flow, System = system, Product = terms.NameOf(system), IsOperated = terms.Refuses(flow) is null, Owner = terms.OwnerOf(flow), Cadence = terms.CadenceOf(flow), Channel = terms.ChannelOf(flow),
            NotCarried = string.Join(", ", missing), Gap = string.Join(", ", terms.Gaps(flow).Concat(missing.Count > 0 ? ["some messages not carried"] : [])),
        };
    }
}
