using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;

namespace StudentRecords.Web.Components.Shared.Tables;

/// <summary>Registers every list of the product, and gives each its CSV file.</summary>
public static class ListingEndpoints
{
    public static void AddListings(this IServiceCollection services)
    {
        foreach (var (type, _) in ListingRoll.All)
        {
            services.AddScoped(type);
        }
    }

    public static void MapListings(this IEndpointRouteBuilder app)
    {
        using var scope = app.ServiceProvider.CreateScope();
        foreach (var (type, needs) in ListingRoll.All)
        {
            var path = ((IListing)scope.ServiceProvider.GetRequiredService(type)).Path;
            app.MapGet(path + ".csv", (HttpContext context, CallerAccessor caller, CancellationToken ct) => WriteAsync(type, context, caller, ct))
                .RequireAuthorization(needs);
        }
    }

    private static async Task WriteAsync(Type type, HttpContext context, CallerAccessor caller, CancellationToken ct)
    {
        var listing = (IListing)context.RequestServices.GetRequiredService(type);
        var of = long.TryParse(context.GetRouteValue("of") as string, out var id) ? id : (long?)null;
        var query = TableQuery.FromAddress(context.Request.QueryString.Value ?? "", of);
        var name = string.Join('-', listing.Path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(p => p[0] != '{'));
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}.csv\"";
        await listing.WriteCsvAsync(query, await caller.GetAsync(ct), context.Response.Body, ct);
    }
}
