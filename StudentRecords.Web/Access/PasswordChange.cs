namespace StudentRecords.Web.Access;

/// <summary>Whoever got the password from somebody else changes it before anything else.</summary>
public static class PasswordChange
{
    public const string WantedClaim = "must_change_password";
    public const string Address = "/account/password";

    public static IApplicationBuilder UsePasswordChange(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var path = context.Request.Path;
        if (context.User.HasClaim(c => c.Type == WantedClaim) && context.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>() is not null
            && !path.StartsWithSegments("/account") && !path.StartsWithSegments("/sign-in"))
        {
            context.Response.Redirect(Address);
            return Task.CompletedTask;
        }

        return next(context);
    });
}
