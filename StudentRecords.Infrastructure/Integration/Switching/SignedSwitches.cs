using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Switching;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Switching;

/// <summary>Tells the door which versions have been left behind, without asking the store for each message.</summary>
public sealed class SignedSwitches(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    // a switch is kept at once by the process that signed it, and within this time by any other
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(10);

    private Known? known;

    /// <summary>Null when the message's version is still taken; otherwise since when it is not.</summary>
    public async ValueTask<Refusal?> RefusesAsync(InboxMessage message, CancellationToken ct)
    {
        var (held, now) = (known, clock.GetUtcNow());
        if (held is null || now - held.ReadAt >= Freshness)
        {
            await using var db = await store.CreateDbContextAsync(ct);
            known = held = new Known((await db.Set<ContractSwitch>().AsNoTracking().ToListAsync(ct)).ToLookup(s => (s.Flow, s.Type)), now);
        }

        return held.Switches[(message.Flow, message.Type)].FirstOrDefault(s => message.ContractVersion < s.ToVersion && DateOnly.FromDateTime(message.ReceivedAt.UtcDateTime) >= s.From) is { } signed
            ? new Refusal("UNKNOWN_VERSION", $"Version {message.ContractVersion} of {message.Type} was taken until {signed.From.AddDays(-1):d MMMM yyyy}; send version {signed.ToVersion}.", message.Flow, "/version")
            : null;
    }

    internal void Forget() => known = null;

    private sealed record Known(ILookup<(string Flow, string Type), ContractSwitch> Switches, DateTimeOffset ReadAt);
}
