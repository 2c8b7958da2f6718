using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Access;

namespace StudentRecords.Web.Access;

/// <summary>Who asks, in a circuit or in an HTTP request, with the roles of today and not of the time of signing in.</summary>
public sealed class CallerAccessor(Callers callers, IServiceProvider services)
{
    private ClaimsPrincipal? ofRequest;

    /// <summary>Set by the middleware for HTTP requests; a circuit asks its authentication state instead.</summary>
    public void IsRequestOf(ClaimsPrincipal principal) => ofRequest = principal;

    public async ValueTask<Caller> GetAsync(CancellationToken ct = default)
    {
        var principal = ofRequest ?? (await services.GetRequiredService<AuthenticationStateProvider>().GetAuthenticationStateAsync()).User;
        return principal.UserId() is { } id ? await callers.FindAsync(id, ct) ?? Callers.Nobody : Callers.Nobody;
    }
}

/// <summary>What the sign-in cookie says.</summary>
public static class SignedInPrincipal
{
    public const string DisplayNameClaim = "display_name";

    public static long? UserId(this ClaimsPrincipal principal) => principal.Identity?.IsAuthenticated == true
        && long.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    public static string DisplayName(this ClaimsPrincipal principal) => principal.FindFirstValue(DisplayNameClaim) ?? principal.Identity?.Name ?? "";
}
