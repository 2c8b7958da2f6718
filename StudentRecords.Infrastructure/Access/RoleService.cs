using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Access;

/// <summary>Gives roles and ends them. An assignment is ended, never taken out, so that the past can be answered for.</summary>
public sealed class RoleService(IDbContextFactory<RegistryDbContext> store, Callers callers, TimeProvider clock)
{
    public async Task<Outcome<long>> AssignAsync(NewAssignment request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Users, Level.Decide);
        await using var db = await store.CreateDbContextAsync(ct);
        var refusals = new List<Refusal>();
        if (!await db.Users.AnyAsync(u => u.Id == request.UserId && !u.IsClosed, ct))
        {
            refusals.Add(new Refusal("NO_OPEN_USER", "There is no open user to give the role to."));
        }

        if (request.UserId == change.Caller.UserId)
        {
            refusals.Add(new Refusal("OWN_ROLES", "You cannot give roles to yourself; ask another administrator."));
        }

        if (request.Scope.Kind != ScopeKind.Everything && string.IsNullOrWhiteSpace(request.Scope.Key))
        {
            refusals.Add(new Refusal("SCOPE_KEY_MISSING", $"Say which {request.Scope.Kind.ToString().ToLowerInvariant()} the role is for.", Field: "ScopeKey"));
        }

        if (request.To < request.From)
        {
            refusals.Add(new Refusal("ENDS_BEFORE_START", "The last day lies before the first day.", Field: nameof(request.To)));
        }

        if (await db.Set<RoleAssignment>().AnyAsync(a => a.UserId == request.UserId && a.Role == request.Role && a.ScopeKind == request.Scope.Kind && a.ScopeKey == request.Scope.Key
                && (a.To == null || a.To >= request.From) && (request.To == null || a.From <= request.To), ct))
        {
            refusals.Add(new Refusal("HELD_ALREADY", "The user holds this role for this scope in that time already.", Field: nameof(request.Role)));
        }

        if (refusals.Count > 0)
        {
            return Outcome<long>.Refused(refusals);
        }

        var assignment = new RoleAssignment(request.UserId, request.Role, request.Scope, request.From, request.To);
        db.Add(assignment);
        await db.SaveAsync(change, ct);
        callers.Forget(request.UserId);
        return assignment.Id;
    }

    /// <summary>From today on the role is no longer held.</summary>
    public async Task<Outcome> EndAsync(long assignmentId, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Users, Level.Decide);
        await using var db = await store.CreateDbContextAsync(ct);
        var today = clock.Today();
        if (await db.Set<RoleAssignment>().SingleOrDefaultAsync(a => a.Id == assignmentId, ct) is not { } assignment || assignment.To < today)
        {
            return Outcome.Refused("NOT_HELD", "The role has ended already.");
        }

        if (assignment.UserId == change.Caller.UserId && assignment.Role == Role.Administrator)
        {
            return Outcome.Refused("OWN_ROLES", "You cannot end your own administrator's role; ask another administrator.");
        }

        assignment.EndBefore(today);
        await db.SaveAsync(change, ct);
        callers.Forget(assignment.UserId);
        return Outcome.Done;
    }
}
