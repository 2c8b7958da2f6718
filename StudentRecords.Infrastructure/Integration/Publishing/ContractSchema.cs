using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Integration.Publishing;

/// <summary>JSON Schema (2020-12) of what comes in: the envelope, and the content from its record with the limits that its checks ask.</summary>
internal static class ContractSchema
{
    private const string DataPointer = "#/properties/data";

    private static readonly JsonSerializerOptions Lenient = ForExport(ContractJson.Lenient);
    private static readonly JsonSerializerOptions Strict = ForExport(ContractJson.Strict);
    private static readonly JsonSchemaExporterOptions Exporter = new() { TreatNullObliviousAsNonNullable = true };

    public static JsonObject Of(Flow flow, string message, ContractVersion contract, bool isStrict)
    {
        var schema = Head(flow, message, contract.Version, contract.LastDay);
        schema["required"] = contract.Version == 1 ? new JsonArray("id", "type", "key", "data") : new JsonArray("id", "type", "version", "key", "data");
        schema["properties"] = new JsonObject
        {
            ["id"] = Text(150, "The sender's id of this message. The same id is the same message for ever."),
            ["type"] = new JsonObject { ["const"] = message },
            ["version"] = contract.Version == 1 ? new JsonObject { ["const"] = 1, ["default"] = 1 } : new JsonObject { ["const"] = contract.Version },
            ["key"] = Text(150, "The thing in the sender's world that the message is about."),
            ["sourceVersion"] = new JsonObject { ["type"] = "integer", ["minimum"] = 0, ["default"] = 1, ["description"] = "Version of that thing at the sender; a higher one supersedes." },
            ["time"] = new JsonObject { ["type"] = new JsonArray("string", "null"), ["format"] = "date-time" },
            ["correlationId"] = new JsonObject { ["type"] = new JsonArray("string", "null") },
            ["data"] = Content(contract, isStrict),
        };
        if (isStrict)
        {
            schema["additionalProperties"] = false;
        }

        return schema;
    }

    /// <summary>Of what people enter: it has no envelope, for nobody sends it.</summary>
    public static JsonObject OfKeyed(Flow flow, string message, ContractVersion contract)
    {
        var schema = Head(flow, message, contract.Version, contract.LastDay);
        schema["required"] = new JsonArray("type", "data");
        schema["properties"] = new JsonObject { ["type"] = new JsonObject { ["const"] = message }, ["data"] = Content(contract, isStrict: true) };
        schema["additionalProperties"] = false;
        return schema;
    }

    /// <summary>What every published schema begins with.</summary>
    public static JsonObject Head(Flow flow, string message, int version, DateOnly? lastDay)
    {
        var head = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = $"urn:student-records:contract:{flow.Code}:{message}:{version}",
            ["title"] = message,
            ["description"] = $"{flow.Label}, from {flow.From} to {flow.To}. Class of data: {flow.Sensitivity}.",
            ["type"] = "object",
        };
        if (lastDay is { } day)
        {
            head["deprecated"] = true;
            head["x-last-day"] = $"{day:yyyy-MM-dd}";
        }

        return head;
    }

    private static JsonObject Content(ContractVersion contract, bool isStrict)
    {
        var data = (JsonObject)(isStrict ? Strict : Lenient).GetJsonSchemaAsNode(contract.Content, Exporter);
        Tighten(data, "", ContractProbe.Limits(contract));
        return data;
    }

    private static JsonObject Text(int longest, string description) => new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = longest, ["pattern"] = @"\S", ["description"] = description };

    private static void Tighten(JsonObject node, string pointer, ILookup<string, Limit> limits)
    {
        foreach (var limit in limits[pointer])
        {
            Apply(node, limit);
        }

        if (node["$ref"] is JsonValue reference)
        {
            node["$ref"] = DataPointer + reference.GetValue<string>()[1..];
        }

        foreach (var (name, child) in node["properties"] as JsonObject ?? new JsonObject())
        {
            if (child is JsonObject property)
            {
                Tighten(property, $"{pointer}/{name}", limits);
            }
        }

        if (node["items"] is JsonObject items)
        {
            Tighten(items, $"{pointer}/0", limits);
        }
    }

    private static void Apply(JsonObject node, Limit limit)
    {
        if (limit.IsNeeded)
        {
            (node["minLength"], node["pattern"]) = (1, @"\S");
        }

        if (limit.Longest is { } longest)
        {
            node["maxLength"] = longest;
        }

        if (limit is { Low: { } low, High: { } high })
        {
            (node["minimum"], node["maximum"]) = (low, high);
        }

        if (limit.Sentence is { } sentence && node["enum"] is null)
        {
            var refused = node["x-refused-when-it"] as JsonArray ?? [];
            refused.Add(sentence);
            node["x-refused-when-it"] ??= refused;
        }
    }

    /// <summary>Numbers are to be sent as numbers, and what is worked out from the fields is no field.</summary>
    private static JsonSerializerOptions ForExport(JsonSerializerOptions reading) => new(reading)
    {
        NumberHandling = JsonNumberHandling.Strict,
        RespectRequiredConstructorParameters = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver().WithAddedModifier(info =>
        {
            foreach (var property in info.Properties.Where(p => p.Set is null && p.AssociatedParameter is null).ToList())
            {
                info.Properties.Remove(property);
            }
        }),
    };
}
