using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace StudentRecords.Tests.Integration.Formats;

/// <summary>A SCIM 2.0 service provider (RFC 7643, 7644) that checks every request and answers as the standard asks.</summary>
internal sealed partial class ScimService(string token) : HttpMessageHandler
{
    private const string Core = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static readonly string[] Attributes = ["schemas", "externalId", "userName", "name", "displayName", "userType", "active"];
    private static readonly string[] Paths = ["active", "userType", "displayName", "name.familyName", "name.givenName"];

    /// <summary>The users, by id.</summary>
    public Dictionary<string, JsonObject> Users { get; } = [];

    /// <summary>Method and path of each request, in their order.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>What was wrong with requests.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>An answer instead of the right one; null for the right one.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?> Instead { get; set; } = _ => null;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        Asked.Add($"{request.Method} {path}");
        if (Instead(request) is { } other)
        {
            return other;
        }

        if (request.Headers.Authorization is not { Scheme: "Bearer" } held || held.Parameter != token)
        {
            return Error(HttpStatusCode.Unauthorized, "No such token.");
        }

        Check(request.Headers.Accept.ToString() == "application/scim+json", "Accept");
        Check(request.Headers.TryGetValues("Idempotency-Key", out var keys) && keys.Single() is ['"', .., '"'], "Idempotency-Key");
        var body = request.Content is null ? null : JsonNode.Parse(await request.Content.ReadAsStringAsync(cancellationToken))!.AsObject();
        Check(body is null || request.Content!.Headers.ContentType?.MediaType == "application/scim+json", "Content-Type");
        return (request.Method.Method, path) switch
        {
            ("GET", "/scim/v2/Users") => Find(Uri.UnescapeDataString(request.RequestUri.Query)),
            ("POST", "/scim/v2/Users") => Make(body!),
            ("PATCH", _) when Users.TryGetValue(path.Replace("/scim/v2/Users/", "", StringComparison.Ordinal), out var user) => Change(user, body!),
            _ => Error(HttpStatusCode.NotFound, path),
        };
    }

    private HttpResponseMessage Find(string query)
    {
        var filter = Filter().Match(query);
        Check(filter.Success, $"filter {query}");
        var found = Users.Values.Where(u => u["externalId"]!.ToString() == filter.Groups[1].Value).Select(u => u.DeepClone()).ToArray();
        return Answer(HttpStatusCode.OK, new JsonObject { ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:ListResponse"), ["totalResults"] = found.Length, ["Resources"] = new JsonArray(found) });
    }

    private HttpResponseMessage Make(JsonObject body)
    {
        Check(body["schemas"]!.AsArray().Select(s => s!.ToString()).SequenceEqual([Core]), "schemas");
        Check(body.All(a => Attributes.Contains(a.Key)) && body["active"]!.GetValueKind() == JsonValueKind.True, "attributes");
        if (Users.Values.Any(u => u["userName"]!.ToString() == body["userName"]!.ToString()))
        {
            return Error(HttpStatusCode.Conflict, "uniqueness");
        }

        body["id"] = $"u{Users.Count + 1}";
        Users[body["id"]!.ToString()] = body;
        return Answer(HttpStatusCode.Created, body.DeepClone());
    }

    private HttpResponseMessage Change(JsonObject user, JsonObject body)
    {
        Check(body["schemas"]!.AsArray().Select(s => s!.ToString()).SequenceEqual(["urn:ietf:params:scim:api:messages:2.0:PatchOp"]), "schemas");
        foreach (var operation in body["Operations"]!.AsArray().Select(o => o!.AsObject()))
        {
            var path = operation["path"]!.ToString();
            Check(operation["op"]!.ToString() == "replace" && Paths.Contains(path), $"operation {operation.ToJsonString()}");
            var (of, name) = path.StartsWith("name.", StringComparison.Ordinal) ? (user["name"]!.AsObject(), path[5..]) : (user, path);
            of[name] = operation["value"]!.DeepClone();
        }

        return Answer(HttpStatusCode.OK, user.DeepClone());
    }

    private void Check(bool holds, string what)
    {
        if (!holds)
        {
            Faults.Add(what);
        }
    }

    private static HttpResponseMessage Error(HttpStatusCode status, string detail) =>
        Answer(status, new JsonObject { ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:Error"), ["status"] = $"{(int)status}", ["detail"] = detail });

    private static HttpResponseMessage Answer(HttpStatusCode status, JsonNode body) => new(status) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/scim+json") };

    [GeneratedRegex("^\\?filter=externalId eq \"([^\"]+)\"$")]
    private static partial Regex Filter();
}
