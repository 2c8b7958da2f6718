using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Antiforgery;
using StudentRecords.Infrastructure.Access;

namespace StudentRecords.Web.Access;

/// <summary>What a page does about its session without a circuit.</summary>
public static class SessionEndpoints
{
    public const string SignOfLife = "/session";

    public static void MapSession(this IEndpointRouteBuilder app)
    {
        app.MapPost("/sign-out", async (string? why, HttpContext context, IAntiforgery antiforgery, SignInDoor door, CallerAccessor caller, CancellationToken ct) =>
        {
            if (!await antiforgery.IsRequestValidAsync(context))
            {
                return Results.BadRequest();
            }

            await door.SignOutAsync(await caller.GetAsync(ct), ct);
            return Results.LocalRedirect(why == "idle" ? "/sign-in?why=idle" : "/sign-in?why=out");
        }).RequireAuthorization(new SignedInAttribute());

        // Being asked at all slides the cookie; the page asks while somebody works in a circuit.
        app.MapGet(SignOfLife, () => Results.NoContent()).RequireAuthorization(new SignedInAttribute()).WithMetadata(new DisableRedirect());
    }

    private sealed class DisableRedirect : Microsoft.AspNetCore.Http.Metadata.IDisableCookieRedirectMetadata;
}
