using System.Text.Json.Nodes;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Partners;

namespace StudentRecords.Infrastructure.Integration.Publishing;

/// <summary>How a caller of the doors shows who it is, in the words of OpenAPI: four headers of a signature, or a token.</summary>
internal static class OpenApiSecurity
{
    private const string Token = "token";

    private static readonly (string Name, string Header, string Says)[] Signs =
    [
        ("key", WebhookSignature.KeyHeader, "Name of the sender's key. Two keys may be valid at once while one is changed."),
        ("id", WebhookSignature.IdHeader, "The sender's id of the request, without a dot; of a batch, the name of the batch."),
        ("timestamp", WebhookSignature.TimestampHeader, "Seconds since 1970, within five minutes of the registry's clock."),
        ("signature", WebhookSignature.SignatureHeader, "v1, and HMAC-SHA256 of id.timestamp.body in base64, with the secret of the key (Standard Webhooks). Several may stand side by side, parted by spaces."),
    ];

    public static JsonObject Schemes(string root)
    {
        var schemes = new JsonObject();
        foreach (var (name, header, says) in Signs)
        {
            schemes[name] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = header, ["description"] = says };
        }

        schemes[Token] = new JsonObject
        {
            ["type"] = "oauth2",
            ["description"] = "The key's name and secret, as client_id and client_secret or by HTTP Basic, for a token of ten minutes (RFC 6749, 4.4).",
            ["flows"] = new JsonObject { ["clientCredentials"] = new JsonObject { ["tokenUrl"] = $"{root}/token", ["scopes"] = new JsonObject(FlowCatalogue.All.Select(f => KeyValuePair.Create(f.Code, (JsonNode?)f.Name))) } },
        };
        return schemes;
    }

    /// <summary>All four headers together, the role beside the key being the system whose keys open the door; or a token for the flow.</summary>
    public static JsonArray Of(string? system, string? flow)
    {
        var all = new JsonObject();
        foreach (var (name, _, _) in Signs)
        {
            all[name] = name == "key" && system is not null ? new JsonArray(system) : new JsonArray();
        }

        return new JsonArray(all, new JsonObject { [Token] = flow is null ? new JsonArray() : new JsonArray(flow) });
    }
}
