using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Switching;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Switching;

/// <summary>Tells the door which versions have been left behind, without asking the store for each message.</summary>
public sealed class SignedSwitches(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    private readonly KeptReading<ILookup<(string Flow, string Type), ContractSwitch>> signed =
        new(store, clock, async (db, ct) => (await db.Set<ContractSwitch>().AsNoTracking().ToListAsync(ct)).ToLookup(s => (s.Flow, s.Type)));

    /// <summary>Null when the message's version is still taken; otherwise since when it is not.</summary>
    public async ValueTask<Refusal?> RefusesAsync(InboxMessage message, CancellationToken ct) =>
        (await signed.GetAsync(ct))[(message.Flow, message.Type)].FirstOrDefault(s => message.ContractVersion < s.ToVersion && DateOnly.FromDateTime(message.ReceivedAt.UtcDateTime) >= s.From) is { } left
            ? new Refusal("UNKNOWN_VERSION", $"Version {message.ContractVersion} of {message.Type} was taken until {left.From.AddDays(-1):d MMMM yyyy}; send version {left.ToVersion}.", message.Flow, "/version")
            : null;

    internal void Forget() => signed.Forget();
}
