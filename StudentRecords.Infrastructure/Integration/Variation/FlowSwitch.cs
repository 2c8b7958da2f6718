using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Variation;

/// <summary>Tells the doors which system may bring which flow here, without asking the store for each message. A system that brings another's is refused, and that is written down.</summary>
public sealed class FlowSwitch(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    private readonly KeptReading<LocalTerms> terms = new(store, clock, LocalReading.TermsAsync);

    /// <summary>Null when the source may bring the flow and it runs here; otherwise why nothing of it is taken.</summary>
    public async ValueTask<Refusal?> RefusesAsync(string flow, string source, CancellationToken ct)
    {
        if (HubDoor.Refuses(flow, source) is { } refusal)
        {
            if (refusal.Code == HubDoor.NotYours)
            {
                await using var db = await store.CreateDbContextAsync(ct);
                await OwnershipTrail.TellAsync(db, flow, source, refusal, clock.GetUtcNow(), ct);
            }

            return refusal;
        }

        return await RestsAsync(flow, ct);
    }

    /// <summary>Null when the flow runs here; otherwise why it does not.</summary>
    public async ValueTask<Refusal?> RestsAsync(string flow, CancellationToken ct) => FlowCatalogue.Find(flow) is { } asked ? (await terms.GetAsync(ct)).Refuses(asked) : null;

    internal void Forget() => terms.Forget();
}
