using System.Text.Json;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Integration.Extracts;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Infrastructure.Integration.Publishing;
using StudentRecords.Tests.House;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration;

/// <summary>What is published of the contracts is what the door does.</summary>
public sealed class ContractTests : IDisposable
{
    private readonly TestRegistry registry = new();

    private PublishedContracts Published => registry.Get<PublishedContracts>();

    public static TheoryData<string> Flows => [.. Directory.GetFiles(FlowRollCallTests.Samples, "*.json").Select(f => Path.GetFileName(f)[..4]).Distinct().Order(StringComparer.Ordinal)];

    public void Dispose() => registry.Dispose();

    [Fact]
    public void EveryMessageThatIsTakenSentOrKeyed_HasASchema()
    {
        var published = Published.All.Select(c => c.Message).ToHashSet();
        var left = FlowRollCallTests.NotTaken.Keys.Select(k => k[5..]).Concat(FlowRollCallTests.NotSent.Keys).ToHashSet();
        Offenders.None(FlowCatalogue.All.SelectMany(f => f.MessageNames).Where(m => published.Contains(m) == left.Contains(m)));
    }

    [Fact]
    public void TheNewestVersion_IsTheOneThatTheCatalogueNames() =>
        Offenders.None(Published.All.Where(c => c.Passage != MessagePassage.Sent).GroupBy(c => c.Flow).Where(g => g.Max(c => c.Version) != g.Key.ContractVersion).Select(g => g.Key.Code));

    [Theory]
    [MemberData(nameof(Flows))]
    public void GoodSamples_FitTheirSchemas(string flow) =>
        Offenders.None(Samples(flow, good: true).SelectMany(m => Faults(flow, m).Select(f => $"{Type(m)}: {f}")));

    [Fact]
    public void EveryMessageThatIsSentOrKeyed_HasASample() =>
        Offenders.None(Published.All.Where(c => c.Passage != MessagePassage.Taken).Where(c => !Samples(c.Flow.Code, good: true).Any(m => Type(m) == c.Message)).Select(c => $"{c.Flow.Code} {c.Message}"));

    /// <summary>An extract's digest is that of its rows, so that whoever writes a receiver can try it on the sample.</summary>
    [Theory]
    [MemberData(nameof(Flows))]
    public void SampledExtracts_HaveTheDigestOfTheirRows(string flow) =>
        Offenders.None(Samples(flow, good: true).Where(m => m.GetProperty("data").TryGetProperty("sha256", out _) && m.GetProperty("data").TryGetProperty("data", out _))
            .Where(m => m.GetProperty("data") is var batch && (batch.GetProperty("sha256").GetString() != Extract.Hash(JsonSerializer.Serialize(batch.GetProperty("data"))) || batch.GetProperty("rows").GetInt32() != batch.GetProperty("data").GetArrayLength())).Select(Type));

    [Fact]
    public void GoodSamplesOfWhatIsKeyed_PassTheChecks() => Offenders.None(Samples("F068", good: true).Where(m => !IsTaken("F068", m)).Select(Type));

    [Theory]
    [MemberData(nameof(Flows))]
    public void BadSamples_DoNotFitTheirSchemas_OrAreRefusedByTheChecks(string flow) =>
        Offenders.None(Samples(flow, good: false).Where(m => Faults(flow, m).Count == 0 && IsTaken(flow, m)).Select(Type));

    [Fact]
    public void Schemas_SayTheLimitsThatTheChecksKnow()
    {
        var mark = Schema("F016", "AssessmentMarkSubmitted", 1).GetProperty("properties").GetProperty("data").GetProperty("properties");
        Assert.Equal((0, 100), (mark.GetProperty("score").GetProperty("minimum").GetInt32(), mark.GetProperty("score").GetProperty("maximum").GetInt32()));
        Assert.Equal(60, mark.GetProperty("assessment").GetProperty("maxLength").GetInt32());
        Assert.Equal(["system", "id"], Words(mark.GetProperty("student").GetProperty("required")));
        var circumstances = Schema("F066", "ExceptionalCircumstancesOutcome", 1).GetProperty("properties").GetProperty("data");
        Assert.False(circumstances.GetProperty("additionalProperties").GetBoolean());
        Assert.Equal(60, circumstances.GetProperty("properties").GetProperty("items").GetProperty("items").GetProperty("properties").GetProperty("assessment").GetProperty("maxLength").GetInt32());
        Assert.Contains("PenaltyWaived", Words(circumstances.GetProperty("properties").GetProperty("outcome").GetProperty("enum")));
    }

    [Fact]
    public void AMessageThatBreaksALimit_FailsItsSchema()
    {
        foreach (var (field, value) in new (string, string)[] { ("assessment", "\" \""), ("score", "101"), ("attempt", "0"), ("submittedOn", "\"yesterday\""), ("banked", "\"no\"") })
        {
            using var message = JsonDocument.Parse($$"""{"id":"m","type":"AssessmentMarkSubmitted","key":"k","data":{"student":{"system":"SIS","id":"1"},{{(field == "assessment" ? "" : "\"assessment\":\"A\",")}}"{{field}}":{{value}} } }""");
            Assert.NotEmpty(Faults("F016", message.RootElement));
        }
    }

    [Fact]
    public void OpenApi_NamesTheDoorsOfEveryFlowThatComesIn_AndWhatIsPostedToOthers()
    {
        using var document = JsonDocument.Parse(Published.OpenApi);
        Assert.StartsWith("3.1", document.RootElement.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var paths = document.RootElement.GetProperty("paths").EnumerateObject().ToDictionary(p => p.Name, p => p.Value);
        var flows = registry.Get<InboundFlows>().All.Select(f => f.Flow).Distinct().ToList();
        Offenders.None(flows.SelectMany(f => (string[])[$"/hub/v1/flows/{f}/messages", $"/hub/v1/flows/{f}/batches"]).Where(p => !paths.ContainsKey(p)));
        var door = paths["/hub/v1/flows/F020/messages"].GetProperty("post");
        Assert.Equal(8, door.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("oneOf").GetArrayLength());
        Assert.Equal("Idempotency-Key", door.GetProperty("parameters")[0].GetProperty("name").GetString());
        Assert.Equal(["EST"], Words(door.GetProperty("security")[0].GetProperty("key")));
        Assert.Equal(["id", "key", "signature", "timestamp"], door.GetProperty("security")[0].EnumerateObject().Select(s => s.Name).Order());
        Assert.Superset(new HashSet<string> { "200", "202", "400", "401", "403", "413", "415", "422", "423", "429", "503" }, door.GetProperty("responses").EnumerateObject().Select(r => r.Name).ToHashSet());
        Assert.Equal(Published.All.Where(c => c.Passage == MessagePassage.Sent).Select(c => c.Flow.Code).Distinct(), document.RootElement.GetProperty("webhooks").EnumerateObject().Select(w => w.Name));
    }

    [Fact]
    public void OpenApi_RefersToNothingThatItDoesNotHold()
    {
        using var document = JsonDocument.Parse(Published.OpenApi);
        var components = document.RootElement.GetProperty("components");
        var held = components.GetProperty("schemas").EnumerateObject().Select(s => $"#/components/schemas/{s.Name}").Concat(components.GetProperty("responses").EnumerateObject().Select(r => $"#/components/responses/{r.Name}")).ToHashSet();
        Offenders.None(References(document.RootElement).Where(r => r.StartsWith("#/components", StringComparison.Ordinal) && !held.Contains(r)).Distinct());
        Assert.True(held.Count > 200, "fewer schemas than messages");
    }

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => p.NameEquals("$ref") && p.Value.ValueKind == JsonValueKind.String ? [p.Value.GetString()!] : References(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private static IReadOnlyList<JsonElement> Samples(string flow, bool good) => [.. ContractSamples.Of(flow, good).Select(s => JsonDocument.Parse(s).RootElement)];

    private static string Type(JsonElement message) => message.GetProperty("type").GetString()!;

    private static int Version(JsonElement message) => message.TryGetProperty("version", out var version) ? version.GetInt32() : 1;

    private static IEnumerable<string?> Words(JsonElement list) => list.EnumerateArray().Select(w => w.GetString());

    private IReadOnlyList<string> Faults(string flow, JsonElement message) => Published.Find(flow, Type(message), Version(message)) is { } contract ? PublishedSchema.Faults(contract.Schema, message) : [$"no version {Version(message)}"];

    private bool IsTaken(string flow, JsonElement message) => KeyedContracts.All.TryGetValue(Type(message), out var keyed)
        ? KeyedContracts.Faults(Type(message), message.GetProperty("data").Deserialize(keyed.Content, ContractJson.Strict)!, DateOnly.FromDateTime(registry.Clock.Now.UtcDateTime)).Count == 0
        : registry.Get<ArrivalReader>().Read(flow, FlowCatalogue.Find(flow)!.From, message.GetRawText(), 1, "test", null, out _) is { Delivery: not null };

    private JsonElement Schema(string flow, string message, int version) => JsonDocument.Parse(Published.Find(flow, message, version)!.Schema).RootElement;
}
