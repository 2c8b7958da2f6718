using Microsoft.AspNetCore.Authorization;
using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Access;

namespace StudentRecords.Web.Access;

/// <summary>The requirement behind a policy named <c>Room:Level</c>.</summary>
public sealed record RoomRequirement(Room Room, Level Level) : IAuthorizationRequirement;

/// <summary>Names of policies, and what they mean: the access table asked about the caller's roles of today.</summary>
public static class RoomPolicy
{
    public const string SignedIn = "SignedIn";

    public static string Name(Room room, Level level) => $"{room}:{level}";

    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, Room room, Level level)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(new NeedsAttribute(room, level));
}

/// <summary>Makes policies out of their names. What says nothing is refused to everybody.</summary>
public sealed class RoomPolicies : IAuthorizationPolicyProvider
{
    private static readonly AuthorizationPolicy SignedIn = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
    // An address without an endpoint passes, so that it is answered with "not found".
    private static readonly AuthorizationPolicy Nobody = new AuthorizationPolicyBuilder().RequireAuthenticatedUser()
        .RequireAssertion(c => c.Resource is HttpContext http && http.GetEndpoint() is null).Build();

    public Task<AuthorizationPolicy?> GetPolicyAsync(string policyName) => Task.FromResult(policyName == RoomPolicy.SignedIn ? SignedIn : Read(policyName));

    public Task<AuthorizationPolicy> GetDefaultPolicyAsync() => Task.FromResult(SignedIn);

    public Task<AuthorizationPolicy?> GetFallbackPolicyAsync() => Task.FromResult<AuthorizationPolicy?>(Nobody);

    private static AuthorizationPolicy? Read(string name) => name.Split(':') is [var room, var level] && Enum.TryParse<Room>(room, out var r) && Enum.TryParse<Level>(level, out var l) && l > Level.None
        ? new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new RoomRequirement(r, l)).Build()
        : null;
}

/// <summary>Asks the access table.</summary>
public sealed class RoomDoorkeeper(Callers callers) : AuthorizationHandler<RoomRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, RoomRequirement requirement)
    {
        if (context.User.UserId() is { } id && await callers.FindAsync(id) is { } caller && caller.May(requirement.Room, requirement.Level))
        {
            context.Succeed(requirement);
        }
    }
}
