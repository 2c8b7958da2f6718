using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using StudentRecords.Domain;
using StudentRecords.Domain.Integration;

namespace StudentRecords.Infrastructure.Integration;

/// <summary>Reads the envelope out of a message's raw text.</summary>
public static class RawEnvelope
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { MaxDepth = 32 };

    /// <summary>False, with the reason, when the text is no message at all: then it has no key under which it could be kept.</summary>
    public static bool TryRead(string raw, [NotNullWhen(true)] out Envelope? envelope, [NotNullWhen(false)] out Refusal? refusal)
    {
        envelope = null;
        refusal = null;
        try
        {
            envelope = JsonSerializer.Deserialize<Envelope>(raw, Json);
        }
        catch (JsonException e)
        {
            refusal = new Refusal("MALFORMED", $"Not a message in JSON: {e.Message}", "Envelope");
            return false;
        }

        refusal = envelope switch
        {
            null => new Refusal("MALFORMED", "The message is empty.", "Envelope"),
            { Id: var id } when string.IsNullOrWhiteSpace(id) || id.Length > 150 => new("MALFORMED", "The envelope needs an id of 1 to 150 characters.", "Envelope", "/id"),
            { Key: var key } when string.IsNullOrWhiteSpace(key) || key.Length > 150 => new("MALFORMED", "The envelope needs a key of 1 to 150 characters.", "Envelope", "/key"),
            { Type: var type } when string.IsNullOrWhiteSpace(type) || type.Length > 100 => new("MALFORMED", "The envelope needs a type.", "Envelope", "/type"),
            { SourceVersion: < 0 } => new("MALFORMED", "The source version must not be negative.", "Envelope", "/sourceVersion"),
            _ => null,
        };
        return refusal is null;
    }

    /// <summary>SHA-256 of type and content: what makes two messages the same.</summary>
    public static string BodyHash(Envelope envelope) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{envelope.Type}\n{envelope.Version}\n{envelope.Data.GetRawText()}")));
}
