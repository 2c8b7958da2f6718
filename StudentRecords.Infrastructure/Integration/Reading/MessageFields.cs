using System.Text.Json;
using StudentRecords.Infrastructure.Integration.Publishing;

namespace StudentRecords.Infrastructure.Integration.Reading;

/// <summary>What a message's contract says of a field that it has, or should have.</summary>
public enum FieldStanding
{
    Needed,
    Optional,

    /// <summary>Carried, and in no contract: it is not read.</summary>
    Unknown,

    /// <summary>Needed, and not there.</summary>
    Missing,
}

/// <summary>A field of a message's content, as it was read.</summary>
/// <param name="Name">With what it stands in: <c>programme.title</c>, <c>modules[2].code</c>.</param>
/// <param name="Value">As text; null: there is none.</param>
/// <param name="Standing">What the contract says.</param>
public sealed record MessageField(string Name, string? Value, FieldStanding Standing);

/// <summary>Reads a message's content by its contract, field by field.</summary>
public static class MessageFields
{
    /// <summary>What a page shows of one message.</summary>
    public const int Most = 200;

    /// <param name="text">A whole message that came in, or the content of one that goes out.</param>
    /// <param name="contract">Null: nothing is known of its fields.</param>
    /// <returns>Null where the text is no message.</returns>
    public static IReadOnlyList<MessageField>? Of(string text, PublishedContract? contract)
    {
        using var schema = contract is null ? null : JsonDocument.Parse(contract.Schema);
        try
        {
            using var message = JsonDocument.Parse(text);
            var content = contract?.Passage != MessagePassage.Sent && message.RootElement.ValueKind == JsonValueKind.Object && message.RootElement.TryGetProperty("data", out var data) ? data : message.RootElement;
            return content.ValueKind != JsonValueKind.Object ? null
                : [.. Below(content, "", FieldStanding.Unknown, schema is null ? [] : Shapes(schema.RootElement.GetProperty("properties").GetProperty("data"), schema.RootElement), schema?.RootElement).Take(Most)];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <param name="content">The fields.</param>
    /// <param name="prefix">What they stand in.</param>
    /// <param name="open">What holds for all of them where the contract names none.</param>
    /// <param name="shapes">What the contract may mean.</param>
    /// <param name="root">The whole contract.</param>
    private static IEnumerable<MessageField> Below(JsonElement content, string prefix, FieldStanding open, IReadOnlyList<JsonElement> shapes, JsonElement? root)
    {
        shapes = [.. shapes.Where(s => s.TryGetProperty("properties", out _))];
        foreach (var field in content.EnumerateObject())
        {
            var knowing = shapes.Where(s => s.GetProperty("properties").TryGetProperty(field.Name, out _)).ToList();
            var standing = shapes.Count == 0 ? open : knowing.Count == 0 ? FieldStanding.Unknown : knowing.TrueForAll(s => Needs(s, field.Name)) ? FieldStanding.Needed : FieldStanding.Optional;
            var below = knowing.SelectMany(s => Shapes(s.GetProperty("properties").GetProperty(field.Name), root!.Value)).ToList();
            foreach (var read in Values(field.Value, prefix + field.Name, standing, below, root))
            {
                yield return read;
            }
        }

        // where one of several shapes is meant, none of them says what is missing
        foreach (var missing in shapes.Count == 1 ? Needed(shapes[0]).Where(n => !content.TryGetProperty(n, out _)) : [])
        {
            yield return new MessageField(prefix + missing, null, FieldStanding.Missing);
        }
    }

    private static IEnumerable<MessageField> Values(JsonElement value, string name, FieldStanding standing, IReadOnlyList<JsonElement> shapes, JsonElement? root) => value.ValueKind switch
    {
        JsonValueKind.Object when value.EnumerateObject().Any() => Below(value, name + ".", standing, shapes, root),
        JsonValueKind.Array when value.GetArrayLength() > 0 => value.EnumerateArray().SelectMany((item, i) =>
            Values(item, $"{name}[{i + 1}]", standing, [.. shapes.Where(s => s.TryGetProperty("items", out _)).SelectMany(s => Shapes(s.GetProperty("items"), root!.Value))], root)),
        JsonValueKind.Null => [new MessageField(name, null, standing)],
        JsonValueKind.String => [new MessageField(name, value.GetString(), standing)],
        _ => [new MessageField(name, value.GetRawText(), standing)],
    };

    private static List<JsonElement> Shapes(JsonElement node, JsonElement root)
    {
        if (node.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        if (node.TryGetProperty("$ref", out var reference))
        {
            return Shapes(reference.GetString()![2..].Split('/').Aggregate(root, (at, step) => at.GetProperty(step)), root);
        }

        return node.TryGetProperty("anyOf", out var several) ? [.. several.EnumerateArray().SelectMany(s => Shapes(s, root))] : [node];
    }

    private static bool Needs(JsonElement shape, string name) => Needed(shape).Contains(name);

    private static IEnumerable<string> Needed(JsonElement shape) => shape.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(n => n.GetString()!) : [];
}
