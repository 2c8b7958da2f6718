using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Partners;

/// <summary>Tells which system signed a request.</summary>
public sealed class PartnerDoor(IDbContextFactory<RegistryDbContext> store, PartnerSecrets secrets, TimeProvider clock)
{
    // An ended key is refused at once by the process that ended it, and within this time by any other.
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(10);
    private static readonly string Nobody = WebhookSignature.NewSecret();

    // However many names are made up, the store is asked at most so often which there are.
    private static readonly TimeSpan NamesFreshness = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Known> keys = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim reading = new(1);
    private volatile Names? names;

    /// <summary>Code of the system whose valid key signed this; null otherwise, whatever was wrong, and after the same time.</summary>
    public async Task<string?> RecogniseAsync(SignedText text, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var known = await FindAsync(text.KeyId, now, ct);
        var signed = WebhookSignature.Verify(known?.Secret ?? Nobody, text.Id, text.Timestamp, text.Body.Span, text.Signature);
        return signed && known is not null && known.Credential.ValidAt(now) && WebhookSignature.IsTimely(text.Timestamp, now) ? known.Credential.System : null;
    }

    /// <summary>The credential of that name, if it is valid now and, where a secret is given, this is its secret.</summary>
    internal async Task<PartnerCredential?> OwnerAsync(string keyId, string? secret, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var known = await FindAsync(keyId, now, ct);
        var isIts = secret is null || CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(known?.Secret ?? Nobody), Encoding.UTF8.GetBytes(secret));
        return isIts && known is not null && known.Credential.ValidAt(now) ? known.Credential : null;
    }

    /// <summary>Whether there is a key of that name, valid or ended. A key that another process made is known a second later; one of this process at once.</summary>
    public async Task<bool> KnowsAsync(string keyId, CancellationToken ct)
    {
        if (keys.ContainsKey(keyId))
        {
            return true;
        }

        await reading.WaitAsync(ct);
        try
        {
            var now = clock.GetUtcNow();
            if (names is not { } held || now - held.ReadAt >= NamesFreshness)
            {
                await using var db = await store.CreateDbContextAsync(ct);
                names = held = new Names(now, (await db.Set<PartnerCredential>().Select(c => c.KeyId).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal));
            }

            return held.All.Contains(keyId);
        }
        finally
        {
            reading.Release();
        }
    }

    internal void Forget(string keyId) => keys.TryRemove(keyId, out _);

    /// <summary>A key was made: which there are is read anew.</summary>
    internal void Learn() => names = null;

    private async Task<Known?> FindAsync(string keyId, DateTimeOffset now, CancellationToken ct)
    {
        if (keys.TryGetValue(keyId, out var known) && now - known.ReadAt < Freshness)
        {
            return known;
        }

        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<PartnerCredential>().AsNoTracking().SingleOrDefaultAsync(c => c.KeyId == keyId, ct) is not { } credential)
        {
            return null;
        }

        return keys[keyId] = new Known(credential, secrets.Open(credential.ProtectedSecret), now);
    }

    private sealed record Names(DateTimeOffset ReadAt, IReadOnlySet<string> All);

    private sealed record Known(PartnerCredential Credential, string Secret, DateTimeOffset ReadAt);
}

/// <summary>A request's body with what its headers say about it.</summary>
public readonly record struct SignedText(string KeyId, string Id, string Timestamp, string Signature, ReadOnlyMemory<byte> Body);
