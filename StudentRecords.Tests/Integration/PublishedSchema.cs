using System.Collections.Concurrent;
using System.Text.Json;
using Json.Schema;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Integration.Publishing;

namespace StudentRecords.Tests.Integration;

/// <summary>Holds messages against their published contracts.</summary>
internal static class PublishedSchema
{
    private static readonly EvaluationOptions Strictly = new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };
    private static readonly ConcurrentDictionary<string, Lazy<JsonSchema>> Read = new();

    /// <summary>What is wrong with a message by its schema; nothing when it fits.</summary>
    public static IReadOnlyList<string> Faults(string schema, JsonElement message)
    {
        var read = Read.GetOrAdd(schema, text => new Lazy<JsonSchema>(() => JsonSchema.FromText(text, new BuildOptions { SchemaRegistry = new SchemaRegistry() }))).Value;
        var results = read.Evaluate(message, Strictly);
        return results.IsValid ? [] : [.. (results.Details ?? []).Where(d => d.Errors is { Count: > 0 }).Select(d => $"{d.InstanceLocation} {string.Join(' ', d.Errors!.Values)}").DefaultIfEmpty("does not fit")];
    }

    /// <summary>What is sent has the fields that are published, and no others.</summary>
    public static void Holds(OutboxMessage message)
    {
        if (SentFields.All.ContainsKey(message.Type))
        {
            using var sent = JsonDocument.Parse(OutboundEnvelope.Body(message));
            var faults = Faults(SentSchema.Of(FlowCatalogue.Find(message.Flow)!, message.Type).ToJsonString(), sent.RootElement);
            Assert.True(faults.Count == 0, $"{message.Flow} {message.Type}: {string.Join("; ", faults)} in {message.Body}");
        }
    }
}
