using System.Text.Json;
using System.Text.Json.Serialization;

namespace StudentRecords.Domain.Assessment.Awards;

/// <summary>How regulations and profiles are read: strictly, so that a misspelt clause is a fault and not a clause that never fires.</summary>
internal static class AwardJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <param name="json">The text.</param>
    /// <param name="code">Code of the refusal where it cannot be read.</param>
    /// <param name="what">What it is, with its article: "The profile".</param>
    public static Outcome<T> Read<T>(string json, string code, string what)
        where T : class
    {
        try
        {
            using var parsed = JsonDocument.Parse(json);
            return HasEmptyEntry(parsed.RootElement) ? Outcome<T>.Refused(code, $"{what} has an empty entry in a list.")
                : parsed.RootElement.Deserialize<T>(Options) is { } read ? read
                : Outcome<T>.Refused(code, $"{what} is empty.");
        }
        catch (JsonException fault)
        {
            return Outcome<T>.Refused(code, $"{what} cannot be read: {fault.Message}", fault.Path);
        }
    }

    private static bool HasEmptyEntry(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().Any(e => e.ValueKind == JsonValueKind.Null || HasEmptyEntry(e)),
        JsonValueKind.Object => element.EnumerateObject().Any(p => HasEmptyEntry(p.Value)),
        _ => false,
    };
}
