using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Integration.Publishing;

/// <summary>The contracts of all messages that the hub takes or sends, and of what people enter, made once from what reads and writes them.</summary>
public sealed class PublishedContracts
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lazy<IReadOnlyList<PublishedContract>> all;
    private readonly Lazy<string> openApi;

    public PublishedContracts(InboundFlows flows)
    {
        all = new(() => [.. FlowCatalogue.All.SelectMany(f => Of(f, flows))]);
        openApi = new(() => new OpenApi(All).Write().ToJsonString(Readable));
    }

    public IReadOnlyList<PublishedContract> All => all.Value;

    /// <summary>OpenAPI 3.1 of the doors, and of what is posted to other systems.</summary>
    public string OpenApi => openApi.Value;

    public IReadOnlyList<PublishedContract> Of(string flow) => [.. All.Where(c => c.Flow.Code == flow)];

    /// <summary>Null when there is none.</summary>
    public PublishedContract? Find(string flow, string message, int version) => All.FirstOrDefault(c => c.Version == version && c.Message == message && string.Equals(c.Flow.Code, flow, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<PublishedContract> Of(Flow flow, InboundFlows flows) => flow.MessageNames.SelectMany(message => flows.Make(flow.Code, message) is { } taken
        ? taken.Contracts.OrderByDescending(c => c.Version).Select(c => Published(flow, message, c.Version, c.LastDay, MessagePassage.Taken, ContractSchema.Of(flow, message, c, taken.TakesNoNarrative)))
        : KeyedContracts.All.TryGetValue(message, out var keyed) ? [Published(flow, message, keyed.Version, keyed.LastDay, MessagePassage.Keyed, ContractSchema.OfKeyed(flow, message, keyed))]
        : SentFields.All.ContainsKey(message) ? [Published(flow, message, 1, null, MessagePassage.Sent, SentSchema.Of(flow, message))] : []);

    private static PublishedContract Published(Flow flow, string message, int version, DateOnly? lastDay, MessagePassage passage, JsonObject schema) =>
        new() { Flow = flow, Message = message, Version = version, LastDay = lastDay, Passage = passage, Schema = schema.ToJsonString(Readable) };
}
