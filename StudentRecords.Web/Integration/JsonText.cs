using System.Text.Encodings.Web;
using System.Text.Json;

namespace StudentRecords.Web.Integration;

/// <summary>Message texts for the eye; what is kept and sent is the text itself.</summary>
public static class JsonText
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Indented; as it is when it is no JSON.</summary>
    public static string Pretty(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return JsonSerializer.Serialize(json.RootElement, Indented);
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
