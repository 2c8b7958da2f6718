using System.Text.Json.Nodes;
using StudentRecords.Domain.Integration;

namespace StudentRecords.Infrastructure.Integration.Publishing;

/// <summary>JSON Schema (2020-12) of what is sent, from its line in <see cref="SentFields"/>.</summary>
internal static class SentSchema
{
    public static JsonObject Of(Flow flow, string message)
    {
        var shapes = SentFields.All[message].Select(Shape).ToArray();
        var schema = ContractSchema.Head(flow, message, 1, null);
        schema["required"] = new JsonArray("id", "flow", "type", "version", "key", "aggregate", "sequence", "time", "correlationId", "data");
        schema["properties"] = new JsonObject
        {
            ["id"] = Typed("string", "Made from the cause: a repeat has the same."),
            ["flow"] = new JsonObject { ["const"] = flow.Code },
            ["type"] = new JsonObject { ["const"] = message },
            ["version"] = new JsonObject { ["const"] = 1 },
            ["key"] = Typed("string", "The cause in the record's words."),
            ["aggregate"] = Typed("string", "Nothing about it overtakes."),
            ["sequence"] = Typed("integer", "1, 2, 3 … of the aggregate, without gaps."),
            ["time"] = new JsonObject { ["type"] = "string", ["format"] = "date-time" },
            ["correlationId"] = new JsonObject { ["type"] = "string" },
            ["data"] = shapes.Length == 1 ? shapes[0] : new JsonObject { ["anyOf"] = new JsonArray(shapes) },
        };
        return schema;
    }

    private static JsonNode Shape(string line) => line switch
    {
        _ when line.StartsWith(SentFields.Rows, StringComparison.Ordinal) => Batch("", line[SentFields.Rows.Length..]),
        _ when line.StartsWith(SentFields.Parts, StringComparison.Ordinal) => Batch("firstBatch:i isLast:b", line[SentFields.Parts.Length..]),
        _ => Record(line),
    };

    private static JsonObject Batch(string parts, string row)
    {
        var batch = Record($"partition batch:i asOf:t rows:i sha256 {parts} data:any");
        batch["properties"]!["data"] = new JsonObject { ["type"] = "array", ["items"] = Record(row) };
        return batch;
    }

    private static JsonObject Record(string line)
    {
        var (properties, required) = (new JsonObject(), new JsonArray());
        foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (mayLack, mayBeNull) = (word.EndsWith('~'), word.EndsWith('?'));
            var parts = word.TrimEnd('~', '?').Split(':');
            properties[parts[0]] = Field(parts.ElementAtOrDefault(1), mayBeNull);
            if (!mayLack)
            {
                required.Add(parts[0]);
            }
        }

        return new JsonObject { ["type"] = "object", ["required"] = required, ["properties"] = properties, ["additionalProperties"] = false };
    }

    private static JsonObject Field(string? kind, bool mayBeNull)
    {
        var (type, format) = kind switch { null => ("string", null), "i" => ("integer", null), "n" => ("number", null), "b" => ("boolean", null), "d" => ("string", "date"), "t" => ("string", "date-time"), "list" => ("array", null), _ => ((string?)null, null) };
        var field = new JsonObject();
        if (type is not null)
        {
            field["type"] = mayBeNull ? new JsonArray(type, "null") : type;
        }

        if (format is not null)
        {
            field["format"] = format;
        }

        return field;
    }

    private static JsonObject Typed(string type, string description) => new() { ["type"] = type, ["description"] = description };
}
