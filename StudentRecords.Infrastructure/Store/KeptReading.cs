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
    private int forgotten;

    public async ValueTask<T> GetAsync(CancellationToken ct)
    {
        var (held, now) = (known, clock.GetUtcNow());
        if (held is null || now - held.ReadAt >= Freshness)
        {
            var before = Volatile.Read(ref forgotten);
            await using var db = await store.CreateDbContextAsync(ct);
            held = new Known(await read(db, ct), now);
            // what was changed while it was read is read again by the next who asks
            known = before == Volatile.Read(ref forgotten) ? held : null;
        }

        return held.Value;
    }

    public void Forget()
    {
        Interlocked.Increment(ref forgotten);
        known = null;
    }

    private sealed record Known(T Value, DateTimeOffset ReadAt);
}
