using StudentRecords.Domain;

namespace StudentRecords.Infrastructure.Integration;

/// <summary>The header Idempotency-Key (IETF draft), or what a channel has in its place. A message is known by the id in its envelope; a header that names another id is a mistake of the sender's and must not pass for a new message.</summary>
public static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    /// <summary>Null when there is no header, or it names the message's id.</summary>
    public static Refusal? Refuses(string? header, string raw, string name = Header)
    {
        if (string.IsNullOrWhiteSpace(header) || !RawEnvelope.TryRead(raw, out var envelope, out _))
        {
            return null;
        }

        var key = header.Trim().Trim('"');
        return key == envelope.Id ? null : new Refusal("IDEMPOTENCY_KEY", $"{name} says {key} and the message's id is {envelope.Id}; nothing was kept.", "Envelope", "/id");
    }
}
