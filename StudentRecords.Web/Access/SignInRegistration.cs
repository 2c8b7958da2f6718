using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;
using StudentRecords.Infrastructure.Access;

namespace StudentRecords.Web.Access;

/// <summary>The web's side of signing in: cookies, policies, who asks.</summary>
public static class SignInRegistration
{
    /// <summary>Rate limit of pages that take passwords and codes.</summary>
    public const string TriesPerMinute = "SignInTries";

    public static IServiceCollection AddSignIn(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(o =>
        {
            o.Cookie.Name = "registry";
            o.Cookie.HttpOnly = true;
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.LoginPath = "/sign-in";
            o.ReturnUrlParameter = "from";
            o.ExpireTimeSpan = IdleLimit.Of(configuration) + IdleLimit.Grace;
            o.SlidingExpiration = true;
            // By itself the cookie is renewed in its second half only; a sign of life renews it always.
            o.Events.OnCheckSlidingExpiration = context =>
            {
                context.ShouldRenew |= context.Request.Path == SessionEndpoints.SignOfLife;
                return Task.CompletedTask;
            };
            // The 403 page is drawn by the status-code pages, at the address that was asked for.
            o.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
        });
        // Asked with every request: pages come over circuits, so there are few, and who was closed is out at once.
        services.Configure<SecurityStampValidatorOptions>(o => o.ValidationInterval = TimeSpan.Zero);
        services.AddScoped<IUserClaimsPrincipalFactory<RegistryUser>, UserClaims>();

        services.AddAuthorization();
        services.AddSingleton<IAuthorizationPolicyProvider, RoomPolicies>();
        services.AddSingleton<IAuthorizationHandler, RoomDoorkeeper>();
        services.AddCascadingAuthenticationState();
        services.AddSingleton<LastSeen>();
        services.AddScoped<CircuitActivity>();
        services.AddScoped<CircuitHandler>(s => s.GetRequiredService<CircuitActivity>());
        services.AddScoped<AuthenticationStateProvider, CircuitIdentity>();
        services.AddScoped<CallerAccessor>();
        services.AddScoped<Acting>();

        var tries = configuration.GetValue("Access:TriesPerMinute", 30);
        services.AddRateLimiter(o =>
        {
            o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            o.AddPolicy(TriesPerMinute, context => HttpMethods.IsPost(context.Request.Method)
                ? RateLimitPartition.GetFixedWindowLimiter(context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = tries, Window = TimeSpan.FromMinutes(1) })
                : RateLimitPartition.GetNoLimiter(""));
        });
        return services;
    }

    /// <summary>Lets endpoints ask <see cref="CallerAccessor"/> who calls.</summary>
    public static IApplicationBuilder UseCaller(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.RequestServices.GetRequiredService<CallerAccessor>().IsRequestOf(context.User);
        if (context.User.UserId() is { } id)
        {
            context.RequestServices.GetRequiredService<LastSeen>().Touch(id);
        }

        return next(context);
    });
}
