using System.Text.Json.Nodes;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Asking;

namespace StudentRecords.Infrastructure.Integration.Publishing;

/// <summary>The HTTP doors as OpenAPI 3.1: a door for messages and one for batches of each flow that comes in, and what is posted to other systems.</summary>
internal sealed class OpenApi(IReadOnlyList<PublishedContract> contracts)
{
    private const string Root = "/hub/v1";
    private const string Problem = "application/problem+json";

    public JsonObject Write() => new()
    {
        ["openapi"] = "3.1.1",
        ["info"] = new JsonObject
        {
            ["title"] = "StudentRecords hub",
            ["version"] = "1",
            ["description"] = "Other systems sign each request with their key, or fetch a token with it (client credentials) whose scopes are flows. A key belongs to one system and opens the doors of the flows that this system sends, and no others: that is its scope, named beside each door. A message is known for good by its id and by its key with its source version; the same again is answered with the first outcome.",
        },
        ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
        ["jsonSchemaDialect"] = "https://json-schema.org/draft/2020-12/schema",
        ["paths"] = Paths(),
        ["webhooks"] = Webhooks(),
        ["components"] = new JsonObject { ["securitySchemes"] = OpenApiSecurity.Schemes(Root), ["responses"] = Responses(), ["schemas"] = Schemas() },
    };

    private JsonObject Paths()
    {
        var paths = new JsonObject();
        foreach (var flow in contracts.Where(c => c.Passage == MessagePassage.Taken).GroupBy(c => c.Flow))
        {
            paths[$"{Root}/flows/{flow.Key.Code}/messages"] = new JsonObject { ["post"] = Door(flow.Key, "messages", flow.Key.Name, Body("application/json", OneOf(flow)), TakenAnswers()) };
            paths[$"{Root}/flows/{flow.Key.Code}/batches"] = new JsonObject { ["post"] = Door(flow.Key, "batches", $"{flow.Key.Name}: up to 10,000 messages, one a line", Body("application/x-ndjson", new JsonObject { ["type"] = "string" }), BatchAnswers()) };
        }

        foreach (var flow in contracts.Where(c => c is { Passage: MessagePassage.Taken, LastDay: not null }).Select(c => c.Flow).Distinct())
        {
            paths[$"{Root}/flows/{flow.Code}/trials"] = new JsonObject { ["post"] = Door(flow, "trials", $"{flow.Name}: messages in the newest version beside the same in an older one, one a line; compared, never applied", Body("application/x-ndjson", new JsonObject { ["type"] = "string" }), BatchAnswers()) };
        }

        foreach (var flow in contracts.GroupBy(c => c.Flow))
        {
            paths[$"{Root}/reconciliation/{flow.Key.Code}"] = Reconciliation(flow.Key);
        }

        foreach (var read in StudentRead.All)
        {
            paths[$"{Root}/students/{{student}}/{read.Name}"] = new JsonObject { ["get"] = Read($"{read.Flow}-{read.Name}", $"{read.Says}: {read.Fields.Replace(" ", ", ", StringComparison.Ordinal)}", read.System, read.Flow, "student") };
        }

        paths[$"{Root}/token"] = new JsonObject { ["post"] = Grant() };
        paths[$"{Root}/contracts/openapi.json"] = new JsonObject { ["get"] = Read("openapi", "This document", null, null) };
        paths[$"{Root}/messages/{{source}}/{{messageId}}"] = new JsonObject { ["get"] = Read("messageStatus", "Where one of the sender's own messages stands", null, null, "source", "messageId") };
        paths[$"{Root}/documents/{{key}}"] = new JsonObject { ["get"] = Read("document", "A filed document (F023), for the archive", null, "F023", "key") };
        paths[$"{Root}/contracts/{{flow}}/{{message}}/{{version}}.schema.json"] = new JsonObject { ["get"] = Read("contract", "JSON Schema of one version of a message", null, null, "flow", "message", "version") };
        return paths;
    }

    private static JsonObject Grant() => new()
    {
        ["operationId"] = "token",
        ["summary"] = "A token for a key and its secret (RFC 6749, client credentials)",
        ["requestBody"] = Body("application/x-www-form-urlencoded", JsonNode.Parse("""{"type":"object","required":["grant_type"],"properties":{"grant_type":{"const":"client_credentials"},"client_id":{"type":"string"},"client_secret":{"type":"string"},"scope":{"type":"string","description":"Codes of flows, parted by spaces; all of the system's where none is asked for."}}}""")!.AsObject()),
        ["responses"] = Answers(("200", new JsonObject { ["description"] = "access_token, token_type, expires_in (seconds), scope." }), ("400", new JsonObject { ["description"] = "invalid_request, unsupported_grant_type or invalid_scope." }), ("401", new JsonObject { ["description"] = "invalid_client." }), ("429", Ref("TooFast"))),
    };

    private static JsonObject Door(Flow flow, string door, string summary, JsonObject body, JsonObject answers)
    {
        var operation = new JsonObject
        {
            ["operationId"] = $"{flow.Code}-{door}",
            ["summary"] = summary,
            ["tags"] = new JsonArray(flow.Code),
            ["security"] = OpenApiSecurity.Of(flow.From, flow.Code),
            ["requestBody"] = body,
            ["responses"] = answers,
        };
        if (door == "messages")
        {
            operation["parameters"] = new JsonArray(new JsonObject { ["name"] = IdempotencyKey.Header, ["in"] = "header", ["required"] = false, ["schema"] = new JsonObject { ["type"] = "string" }, ["description"] = "The id in the envelope, in quotes or without. It is known by that id in any case; where the header is there, it must agree." });
        }

        return operation;
    }

    private static JsonObject Reconciliation(Flow flow)
    {
        var other = flow.Direction == FlowDirection.In ? flow.From : flow.To;
        var period = Read($"{flow.Code}-figure", "What the record has of a period", other, flow.Code);
        period["parameters"] = new JsonArray([.. new[] { "from", "to" }.Select(p => new JsonObject { ["name"] = p, ["in"] = "query", ["required"] = true, ["schema"] = new JsonObject { ["type"] = "string", ["format"] = "date" } })]);
        return new JsonObject
        {
            ["post"] = new JsonObject
            {
                ["operationId"] = $"{flow.Code}-reconcile",
                ["summary"] = $"What the other side holds of {flow.Code}: {flow.Reconciliation}",
                ["tags"] = new JsonArray(flow.Code),
                ["security"] = OpenApiSecurity.Of(other, flow.Code),
                ["requestBody"] = Body("application/json", new JsonObject { ["type"] = "object" }),
                ["responses"] = Answers(("200", new JsonObject { ["description"] = "Compared; what differs is listed." }), ("400", Ref("NoMessage")), ("401", Ref("NotSigned")), ("403", Ref("NotYours")), ("413", Ref("TooLarge")), ("422", Ref("Refused")), ("429", Ref("TooFast")), ("503", Ref("Away"))),
            },
            ["get"] = period,
        };
    }

    private static JsonObject Read(string id, string summary, string? system, string? flow, params string[] parameters) => new()
    {
        ["operationId"] = id,
        ["summary"] = summary,
        ["security"] = OpenApiSecurity.Of(system, flow),
        ["parameters"] = new JsonArray([.. parameters.Select(p => new JsonObject { ["name"] = p, ["in"] = "path", ["required"] = true, ["schema"] = new JsonObject { ["type"] = "string" } })]),
        ["responses"] = Answers(("200", new JsonObject { ["description"] = "It is there." }), ("401", Ref("NotSigned")), ("403", Ref("NotYours")), ("404", Ref("Unknown")), ("429", Ref("TooFast")), ("503", Ref("Away"))),
    };

    private JsonObject Webhooks()
    {
        var webhooks = new JsonObject();
        foreach (var flow in contracts.Where(c => c.Passage == MessagePassage.Sent).GroupBy(c => c.Flow))
        {
            webhooks[flow.Key.Code] = new JsonObject
            {
                ["post"] = new JsonObject
                {
                    ["operationId"] = $"{flow.Key.Code}-sent",
                    ["summary"] = $"{flow.Key.Name}, posted to {flow.Key.To}",
                    ["description"] = "Signed in the same way with the receiver's own secret. Tried again on the retry ladder until it is answered with 2xx; the id stays the same.",
                    ["tags"] = new JsonArray(flow.Key.Code),
                    ["requestBody"] = Body("application/json", OneOf(flow)),
                    ["responses"] = Answers(("2XX", new JsonObject { ["description"] = "Taken." })),
                },
            };
        }

        return webhooks;
    }

    private JsonObject Schemas()
    {
        var schemas = new JsonObject { ["Problem"] = JsonNode.Parse("""{"type":"object","description":"RFC 9457","required":["type","title","status","detail","code"],"properties":{"type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},"detail":{"type":"string"},"code":{"type":"string"},"flowId":{"type":["string","null"]},"traceId":{"type":"string"},"errors":{"type":"array","items":{"type":"object","properties":{"code":{"type":"string"},"pointer":{"type":["string","null"]},"detail":{"type":"string"},"clause":{"type":["string","null"]}}}}}}""") };
        foreach (var contract in contracts)
        {
            schemas[Name(contract)] = JsonNode.Parse(contract.Schema);
        }

        return schemas;
    }

    private static JsonObject TakenAnswers() => Answers(
        ("200", new JsonObject { ["description"] = "It came before; the first outcome is told again." }),
        ("202", new JsonObject { ["description"] = "Kept for good: applied, out of date, or parked until what it speaks of arrives." }),
        ("400", Ref("NoMessage")), ("401", Ref("NotSigned")), ("403", Ref("NotYours")), ("413", Ref("TooLarge")), ("415", Ref("WrongForm")), ("422", Ref("Refused")), ("423", Ref("Locked")), ("429", Ref("TooFast")), ("503", Ref("Away")));

    private static JsonObject BatchAnswers() => Answers(
        ("200", new JsonObject { ["description"] = "Counts by outcome, and a line for each message that is not in the record." }),
        ("400", Ref("NoMessage")), ("401", Ref("NotSigned")), ("403", Ref("NotYours")), ("413", Ref("TooLarge")), ("415", Ref("WrongForm")), ("429", Ref("TooFast")), ("503", Ref("Away")));

    private static JsonObject Responses() => Answers(
        ("NoMessage", Answer("It is no message; nothing is kept.")), ("NotSigned", Answer("No valid key signed it.")), ("NotYours", Answer("The flow is another system's, or is not operated here.")), ("Unknown", Answer("There is no such thing.")),
        ("TooLarge", Answer("Larger than is taken.")), ("WrongForm", Answer("Another media type, or a version that is not taken.")), ("Refused", Answer("It cannot be applied. The code and the faults say why; it is kept in quarantine unless it says otherwise.")),
        ("Locked", Answer("A board has ratified what it would change.")), ("TooFast", Answer("More requests than are taken from one sender; Retry-After says when to come again.")), ("Away", Answer("Nothing was taken; send it again after Retry-After.")));

    private static JsonObject Answers(params (string Code, JsonObject Says)[] answers)
    {
        var all = new JsonObject();
        foreach (var (code, says) in answers)
        {
            all[code] = says;
        }

        return all;
    }

    private static JsonObject Answer(string says) => new() { ["description"] = says, ["content"] = new JsonObject { [Problem] = new JsonObject { ["schema"] = new JsonObject { ["$ref"] = "#/components/schemas/Problem" } } } };

    private static JsonObject Ref(string response) => new() { ["$ref"] = $"#/components/responses/{response}" };

    private static JsonObject Body(string type, JsonObject schema) => new() { ["required"] = true, ["content"] = new JsonObject { [type] = new JsonObject { ["schema"] = schema } } };

    private static JsonObject OneOf(IEnumerable<PublishedContract> of) => new() { ["oneOf"] = new JsonArray([.. of.Select(c => new JsonObject { ["$ref"] = $"#/components/schemas/{Name(c)}" })]) };

    private static string Name(PublishedContract contract) => $"{contract.Flow.Code}.{contract.Message}.v{contract.Version}";
}
