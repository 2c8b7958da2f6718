using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Variation;

/// <summary>Tells the doors which flows run here, without asking the store for each message.</summary>
public sealed class FlowSwitch(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    // a flow that rests is refused at once by the process that set it so, and within this time by any other
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(10);

    private Known? known;

    /// <summary>Null when the flow runs here; otherwise why nothing of it is taken.</summary>
    public async ValueTask<Refusal?> RefusesAsync(string flow, CancellationToken ct)
    {
        var (held, now) = (known, clock.GetUtcNow());
        if (held is null || now - held.ReadAt >= Freshness)
        {
            await using var db = await store.CreateDbContextAsync(ct);
            known = held = new Known(await LocalReading.TermsAsync(db, ct), now);
        }

        return FlowCatalogue.Find(flow) is { } asked ? held.Terms.Refuses(asked) : null;
    }

    internal void Forget() => known = null;

    private sealed record Known(LocalTerms Terms, DateTimeOffset ReadAt);
}
