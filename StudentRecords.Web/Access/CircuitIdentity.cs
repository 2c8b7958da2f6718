using System.Data.Common;
using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Access;

namespace StudentRecords.Web.Access;

/// <summary>
/// Keeps asking whether the person behind an open circuit may still be there: not closed, same security stamp, not idle. A change
/// of roles in this process is passed on at once, one made elsewhere within half a minute.
/// </summary>
public sealed class CircuitIdentity : RevalidatingServerAuthenticationStateProvider
{
    private readonly IServiceScopeFactory scopes;
    private readonly Callers callers;
    private readonly CircuitActivity activity;
    private readonly ClaimsIdentityOptions claims;
    private readonly ILogger<CircuitIdentity> log;
    private IReadOnlyList<RoleGrant>? grants;

    public CircuitIdentity(ILoggerFactory logs, IServiceScopeFactory scopes, Callers callers, CircuitActivity activity, IOptions<IdentityOptions> identity) : base(logs)
    {
        (this.scopes, this.callers, this.activity, claims, log) = (scopes, callers, activity, identity.Value.ClaimsIdentity, logs.CreateLogger<CircuitIdentity>());
        callers.Changed += OnChanged;
    }

    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(30);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState state, CancellationToken cancellationToken)
    {
        if (state.User.UserId() is not { } userId || activity.IsIdle(userId) || !await StampHoldsAsync(state.User))
        {
            return false;
        }

        var caller = await callers.FindAsync(userId, cancellationToken);
        if (caller is not null && grants is not null && !grants.SequenceEqual(caller.Grants))
        {
            NotifyAuthenticationStateChanged(Task.FromResult(state));
        }

        grants = caller?.Grants;
        return caller is not null;
    }

    protected override void Dispose(bool disposing)
    {
        callers.Changed -= OnChanged;
        base.Dispose(disposing);
    }

    private async Task<bool> StampHoldsAsync(ClaimsPrincipal principal)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<RegistryUser>>();
        return await users.GetUserAsync(principal) is { IsClosed: false } user
            && await users.GetSecurityStampAsync(user) == principal.FindFirstValue(claims.SecurityStampClaimType);
    }

    private void OnChanged(long userId) => _ = TellAsync(userId);

    private async Task TellAsync(long userId)
    {
        if (!activity.IsOpen || await GetAuthenticationStateAsync() is not { } state || state.User.UserId() != userId)
        {
            return;
        }

        var holds = false;
        try
        {
            holds = await StampHoldsAsync(state.User);
        }
        catch (DbException e)
        {
            // Who cannot be asked about is shown out; signing in again asks anew.
            log.LogError(e, "Session of user {User} could not be checked", userId);
        }

        NotifyAuthenticationStateChanged(Task.FromResult(holds ? state : new AuthenticationState(new ClaimsPrincipal())));
    }
}
