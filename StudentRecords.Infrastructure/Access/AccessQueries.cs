using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Calendar;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.Access;

/// <summary>A user as the list shows them. <see cref="IsLocked"/> is as of the question.</summary>
public sealed record UserRow(long Id, string UserName, string DisplayName, string? Email, bool IsClosed, bool IsLocked, bool HasSecondFactor, bool IsSimulated, DateTimeOffset? LastSignInAt, int Roles);

/// <summary>A role that a user holds, held or will hold.</summary>
public sealed record AssignmentRow(long Id, Role Role, ScopeKind ScopeKind, string ScopeKey, DateOnly From, DateOnly? To, bool HeldToday);

/// <summary>Reads about users and their roles; for those who may see users.</summary>
public sealed class AccessQueries(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    private static readonly Sorting<RegistryUser> Sorts = Sorting<RegistryUser>.WithKey(u => u.Id)
        .By("userName", u => u.UserName).By("name", u => u.DisplayName).By("lastSignIn", u => u.LastSignInAt);

    /// <summary>Filters: <c>state</c> (open, closed, locked), <c>role</c> (held today).</summary>
    public async Task<TablePage<UserRow>> UsersAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Users, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        var users = db.Users.AsNoTracking();
        if (query.Search.Length > 0)
        {
            var like = SearchPattern.Containing(query.Search);
            users = users.Where(u => EF.Functions.Like(u.UserName!, like, SearchPattern.Escape) || EF.Functions.Like(u.DisplayName, like, SearchPattern.Escape));
        }

        users = query.Filter("state") switch
        {
            "open" => users.Where(u => !u.IsClosed),
            "closed" => users.Where(u => u.IsClosed),
            "locked" => users.Where(u => u.LockoutEnd != null && u.LockoutEnd > now),
            _ => users,
        };
        if (query.Filter<Role>("role") is { } role)
        {
            users = users.Where(u => db.Set<RoleAssignment>().Any(a => a.UserId == u.Id && a.Role == role && a.From <= today && (a.To == null || a.To >= today)));
        }

        return await users.ToPageAsync(query, Sorts, Row(db, now, today), ct);
    }

    public async Task<UserRow?> UserAsync(long id, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Users, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Users.AsNoTracking().Where(u => u.Id == id).Select(Row(db, clock.GetUtcNow(), clock.Today())).SingleOrDefaultAsync(ct);
    }

    /// <summary>Newest first, those held today before the rest.</summary>
    public async Task<IReadOnlyList<AssignmentRow>> AssignmentsAsync(long userId, Caller caller, CancellationToken ct = default)
    {
        if (caller.UserId != userId)
        {
            caller.Demand(Room.Users, Level.See);
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var assignments = await db.Set<RoleAssignment>().AsNoTracking().Where(a => a.UserId == userId).ToListAsync(ct);
        var today = clock.Today();
        return [.. assignments.Select(a => new AssignmentRow(a.Id, a.Role, a.ScopeKind, a.ScopeKey, a.From, a.To, a.HeldOn(today)))
            .OrderByDescending(a => a.HeldToday).ThenByDescending(a => a.From).ThenBy(a => a.Role)];
    }

    private static Expression<Func<RegistryUser, UserRow>> Row(RegistryDbContext db, DateTimeOffset now, DateOnly today) => u => new UserRow(
        u.Id, u.UserName!, u.DisplayName, u.Email, u.IsClosed, u.LockoutEnd != null && u.LockoutEnd > now, u.TwoFactorEnabled, u.IsSimulated, u.LastSignInAt,
        db.Set<RoleAssignment>().Count(a => a.UserId == u.Id && a.From <= today && (a.To == null || a.To >= today)));
}
