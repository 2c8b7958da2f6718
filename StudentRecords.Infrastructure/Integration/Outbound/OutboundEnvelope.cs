using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using StudentRecords.Domain.Integration;

namespace StudentRecords.Infrastructure.Integration.Outbound;

/// <summary>What is sent: the message's content in the envelope that the hub itself takes, byte for byte the same at every try.</summary>
internal static class OutboundEnvelope
{
    /// <summary>The receiver deduplicates by it. Made from the cause, never from the try; without a dot, as Standard Webhooks asks.</summary>
    public static string Id(OutboxMessage message) => Id(message.Flow, message.Key);

    /// <inheritdoc cref="Id(OutboxMessage)"/>
    public static string Id(string flow, string key) => $"{flow}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..32]}";

    public static byte[] Body(OutboxMessage message) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        id = Id(message),
        flow = message.Flow,
        type = message.Type,
        version = message.ContractVersion,
        key = message.Key,
        aggregate = message.Aggregate,
        sequence = message.Sequence,
        time = message.CreatedAt,
        correlationId = message.CorrelationId,
        data = JsonNode.Parse(message.Body),
    }, JsonSerializerOptions.Web);
}
