using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StudentRecords.Infrastructure.Integration;

namespace StudentRecords.Web.Integration.Simulator;

/// <summary>Identity as a SCIM 2.0 service: finds, makes and changes users. SCIM names no messages: each is counted once by the key in its header, and the figure is their number.</summary>
internal sealed partial class ScimDoor(FarSide side, ConcurrentQueue<Heard> heard, ReceiverFaults faults, Losses losses)
{
    public const string Root = "/scim/v2";

    private const string Flow = "F021";
    private const string MediaType = "application/scim+json";

    private readonly ConcurrentDictionary<string, JsonObject> users = new();
    private readonly ConcurrentDictionary<string, bool> counted = new();

    public void Map(IEndpointRouteBuilder app)
    {
        var users = app.MapGroup($"{Root}/Users").AddEndpointFilter(async (call, next) =>
            call.HttpContext.Request.Headers.Authorization == $"Bearer {side.Secret}" ? await next(call) : Results.Unauthorized());
        users.MapGet("", Find);
        users.MapPost("", MakeAsync);
        users.MapPatch("/{id}", ChangeAsync);
    }

    private IResult Find(string filter, HttpRequest request)
    {
        if (Asked().Match(filter) is not { Success: true } asked || request.Headers[IdempotencyKey.Header].ToString() is not { Length: > 0 } key)
        {
            return Results.BadRequest();
        }

        var person = asked.Groups[1].Value;
        if (faults.For(side.System, person) is { } status)
        {
            return Results.StatusCode(status == StatusCodes.Status422UnprocessableEntity ? StatusCodes.Status503ServiceUnavailable : status);
        }

        if (!losses.Takes(side.System, Flow) && counted.TryAdd(key, true))
        {
            side.Held.AddUnnamed(Flow, 1);
            side.CountReceipt();
        }

        var found = users.Values.Where(u => u["externalId"]!.ToString() == person).Select(u => u.DeepClone()).ToArray();
        return Answer(new JsonObject { ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:ListResponse"), ["totalResults"] = found.Length, ["Resources"] = new JsonArray(found) });
    }

    private async Task<IResult> MakeAsync(HttpRequest request)
    {
        var user = (await JsonNode.ParseAsync(request.Body))!.AsObject();
        var id = $"u{users.Count + 1}";
        user["id"] = id;
        users[id] = user;
        heard.Enqueue(new Heard(side.System, Flow, "PersonJoined", JsonSerializer.SerializeToElement(new { person = user["externalId"]!.ToString() })));
        return Answer(user.DeepClone(), StatusCodes.Status201Created);
    }

    private async Task<IResult> ChangeAsync(string id, HttpContext context)
    {
        if (!users.TryGetValue(id, out var user))
        {
            return Results.NotFound();
        }

        var asked = (await JsonNode.ParseAsync(context.Request.Body))!.AsObject();
        lock (user)
        {
            foreach (var operation in asked["Operations"]!.AsArray().Select(o => o!.AsObject()))
            {
                var path = operation["path"]!.ToString();
                var (of, name) = path.StartsWith("name.", StringComparison.Ordinal) ? (user["name"]!.AsObject(), path[5..]) : (user, path);
                of[name] = operation["value"]!.DeepClone();
            }

            return Answer(user.DeepClone());
        }
    }

    private static IResult Answer(JsonNode body, int status = StatusCodes.Status200OK) => Results.Text(body.ToJsonString(), MediaType, statusCode: status);

    [GeneratedRegex("^externalId eq \"([^\"]+)\"$")]
    private static partial Regex Asked();
}
