using System.Text.Json;
using System.Text.Json.Nodes;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Telling;

namespace StudentRecords.Infrastructure.Integration.Formats;

/// <summary>What an F021 message means to a SCIM 2.0 user (RFC 7643): our person number is the externalId, and whoever left is no longer active.</summary>
internal sealed class ScimUser
{
    public const string MediaType = "application/scim+json";
    public const string Schema = "urn:ietf:params:scim:schemas:core:2.0:User";
    public const string PatchOperation = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

    private readonly JsonElement body;
    private readonly string type;

    private ScimUser(JsonElement body, string type, string externalId) => (this.body, this.type, ExternalId) = (body, type, externalId);

    public string ExternalId { get; }

    /// <summary>Only somebody who joins, or is here and was never told, gets an account.</summary>
    public bool IsMade => type is "PersonJoined" or "PersonMoved";

    /// <summary>Holds and permissions close no account: the user stays as it is, and who wants to know of them takes F021 by another way.</summary>
    public bool IsSilent => type == "AccessEligibilityChanged" && body.Text("access") is null && body.Text("standing") is null;

    /// <summary>Null when SCIM has no word for the message.</summary>
    public static ScimUser? Of(OutboxMessage message)
    {
        if (message.Flow != "F021" || message.Type is not ("PersonJoined" or "PersonMoved" or "PersonLeft" or "AccessEligibilityChanged"))
        {
            return null;
        }

        var body = message.Content();
        return (body.Text("person") ?? body.Text("student")) is { } person ? new ScimUser(body, message.Type, person) : null;
    }

    /// <summary>The whole resource, to be made.</summary>
    public JsonObject Resource() => new()
    {
        ["schemas"] = new JsonArray(Schema),
        ["externalId"] = ExternalId,
        ["userName"] = ExternalId,
        ["name"] = new JsonObject { ["familyName"] = body.Text("familyName"), ["givenName"] = body.Text("givenNames") },
        ["displayName"] = $"{body.Text("knownAs") ?? body.Text("givenNames")} {body.Text("familyName")}",
        ["userType"] = body.Text("affiliation") ?? "student",
        ["active"] = true,
    };

    /// <summary>What changes of a user that is there (RFC 7644, 3.5.2).</summary>
    public JsonObject Patch()
    {
        var operations = new JsonArray();
        void Replace(string path, JsonNode? value)
        {
            if (value is not null)
            {
                operations.Add(new JsonObject { ["op"] = "replace", ["path"] = path, ["value"] = value });
            }
        }

        switch (type)
        {
            case "PersonLeft":
                Replace("active", false);
                break;
            case "AccessEligibilityChanged":
                Replace("userType", body.Text("access") ?? body.Text("standing") ?? "student");
                break;
            default:
                if (type == "PersonJoined")
                {
                    Replace("active", true);
                    Replace("userType", body.Text("affiliation") ?? "student");
                }

                Replace("name.familyName", body.Text("familyName"));
                Replace("name.givenName", body.Text("givenNames"));
                Replace("displayName", $"{body.Text("knownAs") ?? body.Text("givenNames")} {body.Text("familyName")}");
                break;
        }

        return new JsonObject { ["schemas"] = new JsonArray(PatchOperation), ["Operations"] = operations };
    }
}
