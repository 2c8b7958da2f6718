using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Variation;

/// <summary>Tells the doors which flows run here, without asking the store for each message.</summary>
public sealed class FlowSwitch(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    private readonly KeptReading<LocalTerms> terms = new(store, clock, LocalReading.TermsAsync);

    /// <summary>Null when the flow runs here; otherwise why nothing of it is taken.</summary>
    public async ValueTask<Refusal?> RefusesAsync(string flow, CancellationToken ct)
    {
        var here = await terms.GetAsync(ct);
        return FlowCatalogue.Find(flow) is { } asked ? here.Refuses(asked) : null;
    }

    internal void Forget() => terms.Forget();
}
