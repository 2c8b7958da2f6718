using System.Text.Json;
using StudentRecords.Domain;

namespace StudentRecords.Infrastructure.Integration;

/// <summary>Keeps stories out of the record: messages of special-category flows hold codes, keys and days, and a text with words in it is none of these.</summary>
internal static class NoNarrative
{
    public const string Code = "NARRATIVE";

    private static readonly HashSet<string> Envelope = new(["id", "type", "version", "key", "sourceVersion", "time", "correlationId", "data"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Null when the text holds no words and no field beside the envelope's.</summary>
    public static Refusal? In(string raw)
    {
        using var json = JsonDocument.Parse(raw);
        return json.RootElement.EnumerateObject().Select(p => p.Name).FirstOrDefault(n => !Envelope.Contains(n)) is { } beside ? Refused("/" + beside)
            : Words(json.RootElement, "") is { } where ? Refused(where) : null;
    }

    private static Refusal Refused(string where) =>
        new(Code, $"{where} may tell a story. This flow takes codes, keys and days only; nothing of the message was kept. Send it again without.", "Contract", where);

    private static string? Words(JsonElement element, string at) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Select(p => p.Name.Any(char.IsWhiteSpace) ? at : Words(p.Value, $"{at}/{p.Name}")).FirstOrDefault(w => w is not null),
        JsonValueKind.Array => element.EnumerateArray().Select((e, i) => Words(e, $"{at}/{i}")).FirstOrDefault(w => w is not null),
        JsonValueKind.String => element.GetString() is { } text && (text.Length > 150 || text.Any(char.IsWhiteSpace)) ? at : null,
        _ => null,
    };
}
