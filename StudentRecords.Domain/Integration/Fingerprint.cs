using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace StudentRecords.Domain.Integration;

/// <summary>
/// What messages in quarantine have in common: flow, message name, reason code, and the reason without what is the single message's own. Thousands that failed alike have one
/// fingerprint, however many students they are about; two faults under one code have two.
/// </summary>
public static partial class Fingerprint
{
    /// <summary>Stands in a reason where the single message's own value stood.</summary>
    public const string Own = "…";

    private const int Short = 8;

    /// <summary>Values shorter than these occur in sentences by chance.</summary>
    private const int ShortestValue = 3;

    /// <summary>The code, and the first of a SHA-256 over what is alike: <c>CONTRACT-1f9a03bc</c>.</summary>
    public static string Of(string flow, string type, string code, string? reason, string raw) =>
        $"{code}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{flow}\n{type}\n{code}\n{Alike(reason, raw)}")))[..Short]}";

    /// <summary>The reason as all of the group have it: the message's own values, quoted words and whatever has digits in it are gone.</summary>
    public static string Alike(string? reason, string raw)
    {
        var alike = reason ?? "";
        foreach (var value in ValuesOf(raw).Where(v => v.Length >= ShortestValue).Distinct(StringComparer.Ordinal).OrderByDescending(v => v.Length))
        {
            alike = alike.Replace(value, Own, StringComparison.Ordinal);
        }

        return Repeats().Replace(WithDigits().Replace(Quoted().Replace(alike, Own), Own), Own);
    }

    /// <summary>What is a text and no message has no values of its own.</summary>
    private static List<string> ValuesOf(string raw)
    {
        var values = new List<string>();
        try
        {
            using var message = JsonDocument.Parse(raw.TrimStart('\uFEFF'));
            Gather(message.RootElement, values);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // a message that cannot be read, or text that is no text, was refused for its shape, which is what is alike
        }

        return values;
    }

    private static void Gather(JsonElement element, List<string> values)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                values.Add(element.GetString()!);
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Gather(item, values);
                }

                break;
            case JsonValueKind.Object:
                // the message's own name is what is alike
                foreach (var field in element.EnumerateObject().Where(f => f.Name != "type"))
                {
                    Gather(field.Value, values);
                }

                break;
        }
    }

    [GeneratedRegex("'[^']*'|\"[^\"]*\"|“[^”]*”")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"[\w./:-]*\d[\w./:-]*")]
    private static partial Regex WithDigits();

    [GeneratedRegex("…[…\\w]*…")]
    private static partial Regex Repeats();
}
