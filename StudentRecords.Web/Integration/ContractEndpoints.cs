using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Integration.Publishing;
using StudentRecords.Web.Access;

namespace StudentRecords.Web.Integration;

/// <summary>The published contracts: for those who may see flows, and under the hub's root for systems that hold a key.</summary>
public static class ContractEndpoints
{
    public const string Root = "/contracts";

    private const string Schema = Root + "/{flow}/{message}/{version:int}.schema.json";
    private const string Document = Root + "/openapi.json";

    public static void MapContracts(this IEndpointRouteBuilder app)
    {
        app.MapGet(Schema, Contract).Needs(Room.FlowMessages, Level.See);
        app.MapGet(Document, OpenApi).Needs(Room.FlowMessages, Level.See);
    }

    /// <summary>The same for partners; the group asks for their signature.</summary>
    public static void MapPartnerContracts(this IEndpointRouteBuilder hub)
    {
        hub.MapGet(Schema, (string flow, string message, int version, PublishedContracts contracts, HttpContext context) =>
            Found(flow, message, version, contracts) ?? HubProblem.Of(context, 404, "NO_SUCH_CONTRACT", $"{flow} has no version {version} of {message}."));
        hub.MapGet(Document, OpenApi);
    }

    private static IResult Contract(string flow, string message, int version, PublishedContracts contracts) => Found(flow, message, version, contracts) ?? Results.NotFound();

    private static IResult? Found(string flow, string message, int version, PublishedContracts contracts) =>
        contracts.Find(flow, message, version) is { } found ? Results.Text(found.Schema, "application/schema+json") : null;

    private static IResult OpenApi(PublishedContracts contracts) => Results.Text(contracts.OpenApi, "application/json");
}
