using Microsoft.AspNetCore.Authorization;
using Radzen;
using StudentRecords.Web.Access;

namespace StudentRecords.Web.Hosting;

/// <summary>Razor components over a circuit, and what is shown when there is no page.</summary>
public static class PageHosting
{
    public static void AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddRadzenComponents();
        services.AddAntiforgery(o => o.SuppressXFrameOptionsHeader = true);
        services.AddProblemDetails();
    }

    /// <summary>People get a page, programs get problem+json.</summary>
    public static void UseProblemPages(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error",
            CreateScopeForErrors = true,
            // the second lock behind a page's or an endpoint's own: a scope that does not reach the record
            StatusCodeSelector = fault => fault is UnauthorizedAccessException ? StatusCodes.Status403Forbidden : StatusCodes.Status500InternalServerError,
        });
        app.UseWhen(IsAPerson, people => people.UseStatusCodePagesWithReExecute("/problem/{0}", createScopeForStatusCodePages: true));
    }

    public static void MapPages<TApp>(this WebApplication app)
    {
        var pages = app.MapRazorComponents<TApp>().AddInteractiveServerRenderMode(o => o.ContentSecurityFrameAncestorsPolicy = null);
        // The circuit's own endpoints say nothing about authorization and would fall to the policy that refuses all.
        pages.Add(endpoint =>
        {
            if (endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } route } && endpoint.Metadata.All(m => m is not (IAuthorizeData or IAllowAnonymous)))
            {
                if (route.TrimStart('/').StartsWith("_blazor", StringComparison.Ordinal))
                {
                    endpoint.Metadata.Add(new SignedInAttribute());
                }
                else if (route.TrimStart('/').StartsWith("_framework", StringComparison.Ordinal))
                {
                    endpoint.Metadata.Add(new AllowAnonymousAttribute());
                }
            }
        });
    }

    private static bool IsAPerson(HttpContext context) => context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
