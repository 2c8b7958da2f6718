using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Hesa;
using StudentRecords.Web.Access;

namespace StudentRecords.Web.Hesa;

/// <summary>The file of a compared return. It holds special-category values; the service writes down who takes it.</summary>
public static class ReturnFileEndpoints
{
    public static string Address(long returnId) => $"/returns/{returnId}.xml";

    public static void MapReturnFiles(this IEndpointRouteBuilder app) =>
        app.MapGet("/returns/{id:long}.xml", WriteAsync).Needs(Room.Returns, Level.Change).Needs(Room.SpecialCategory, Level.See);

    private static async Task<IResult> WriteAsync(
        long id, HttpContext context, HesaQueries queries, ReturnStepQueries steps, HesaService returns, CallerAccessor callers, Acting acting, CancellationToken ct)
    {
        var caller = await callers.GetAsync(ct);
        if (await queries.FindAsync(id, caller, ct) is not { } row || await steps.OfAsync(id, caller, ct) is not { } asked)
        {
            return Results.NotFound();
        }

        // asked before the first byte: afterwards no other answer can be given
        if (asked.Write.Count > 0)
        {
            return Results.Problem(string.Join(' ', asked.Write.Select(r => r.Sentence)), statusCode: StatusCodes.Status409Conflict, title: "The file cannot be written.");
        }

        var change = await acting.ToAsync("TakeReturnFile", "Downloaded from the return's page", ct: ct);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Stream(to => returns.WriteXmlAsync(id, to, change, ct), "application/xml", $"return-{row.Collection}-{row.Sequence}.xml");
    }
}
