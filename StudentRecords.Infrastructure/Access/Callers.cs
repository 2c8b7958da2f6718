using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Calendar;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Access;

/// <summary>
/// Who a signed-in user is to the record, with the roles held today. Held for a few seconds only, and dropped at once when this
/// process changes them, so that a role which was taken away opens no further door.
/// </summary>
public sealed class Callers(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    private static readonly TimeSpan HeldFor = TimeSpan.FromSeconds(15);
    private readonly ConcurrentDictionary<long, (Caller? Caller, DateTimeOffset Until)> held = new();

    /// <summary>Raised with the user's id when roles, password or standing were changed here.</summary>
    public event Action<long>? Changed;

    /// <summary>Nobody: not signed in, may nothing.</summary>
    public static Caller Nobody { get; } = new("", null, []);

    /// <summary>The caller, or null when there is no such user or the user is closed.</summary>
    public async ValueTask<Caller?> FindAsync(long userId, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        if (held.TryGetValue(userId, out var known) && now < known.Until)
        {
            return known.Caller;
        }

        var caller = await LoadAsync(userId, ct);
        held[userId] = (caller, now + HeldFor);
        return caller;
    }

    /// <summary>Says that something about the user was changed.</summary>
    public void Forget(long userId)
    {
        held.TryRemove(userId, out _);
        Changed?.Invoke(userId);
    }

    private async Task<Caller?> LoadAsync(long userId, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var user = await db.Users.AsNoTracking().Where(u => u.Id == userId && !u.IsClosed).Select(u => new { u.UserName, u.IsSimulated }).SingleOrDefaultAsync(ct);
        if (user is null)
        {
            return null;
        }

        var today = clock.Today();
        var grants = await db.Set<RoleAssignment>().AsNoTracking()
            .Where(a => a.UserId == userId && a.From <= today && (a.To == null || a.To >= today))
            .Select(a => new { a.Role, a.ScopeKind, a.ScopeKey })
            .ToListAsync(ct);
        return new Caller(user.UserName!, userId, [.. grants.Select(g => new RoleGrant(g.Role, new Scope(g.ScopeKind, g.ScopeKey))).Distinct()]) { IsSimulated = user.IsSimulated };
    }
}
