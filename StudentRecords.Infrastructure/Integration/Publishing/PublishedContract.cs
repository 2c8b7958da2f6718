using System.Text.Json;
using StudentRecords.Domain.Integration;

namespace StudentRecords.Infrastructure.Integration.Publishing;

/// <summary>How a message comes or goes.</summary>
public enum MessagePassage
{
    Taken,
    Sent,

    /// <summary>Entered by people on the record's own pages; no system sends it.</summary>
    Keyed,
}

/// <summary>One version of one message, as other systems are told of it.</summary>
public sealed record PublishedContract
{
    public required Flow Flow { get; init; }

    public required string Message { get; init; }

    public required int Version { get; init; }

    public required MessagePassage Passage { get; init; }

    /// <summary>The day after which it is refused; null: the newest.</summary>
    public DateOnly? LastDay { get; init; }

    /// <summary>JSON Schema of the whole message.</summary>
    public required string Schema { get; init; }

    /// <summary>Where it is served, below <c>/contracts</c> for people and <c>/hub/v1/contracts</c> for systems.</summary>
    public string Path => $"{Flow.Code}/{Message}/{Version}.schema.json";

    /// <summary>Names of the content's fields; those that may be left out are in brackets.</summary>
    public IReadOnlyList<string> Fields
    {
        get
        {
            using var schema = JsonDocument.Parse(Schema);
            var data = schema.RootElement.GetProperty("properties").GetProperty("data");
            var shapes = data.TryGetProperty("anyOf", out var several) ? several.EnumerateArray().ToArray() : [data];
            return [.. shapes.SelectMany(Names).Distinct()];
        }
    }

    private static IEnumerable<string> Names(JsonElement shape)
    {
        var required = shape.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(n => n.GetString()).ToHashSet() : [];
        return shape.TryGetProperty("properties", out var fields) ? fields.EnumerateObject().Select(f => required.Contains(f.Name) ? f.Name : $"({f.Name})") : [];
    }
}
