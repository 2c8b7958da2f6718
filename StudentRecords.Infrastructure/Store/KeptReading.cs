using Microsoft.EntityFrameworkCore;

namespace StudentRecords.Infrastructure.Store;

/// <summary>
/// Something small of the store that is asked for with every message. The process that changes it reads it anew at once
/// (<see cref="Forget"/>), any other within <see cref="Freshness"/>.
/// </summary>
internal sealed class KeptReading<T>(IDbContextFactory<RegistryDbContext> store, TimeProvider clock, Func<RegistryDbContext, CancellationToken, Task<T>> read)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(10);

    private Known? known;

    public async ValueTask<T> GetAsync(CancellationToken ct)
    {
        var (held, now) = (known, clock.GetUtcNow());
        if (held is null || now - held.ReadAt >= Freshness)
        {
            await using var db = await store.CreateDbContextAsync(ct);
            known = held = new Known(await read(db, ct), now);
        }

        return held.Value;
    }

    public void Forget() => known = null;

    private sealed record Known(T Value, DateTimeOffset ReadAt);
}
