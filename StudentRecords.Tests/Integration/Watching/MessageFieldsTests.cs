using System.Text.Json;
using System.Text.Json.Nodes;
using StudentRecords.Infrastructure.Integration.Publishing;
using StudentRecords.Infrastructure.Integration.Reading;
using StudentRecords.Tests.House;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Watching;

/// <summary>A message's page reads its content by the contract, field by field.</summary>
public sealed class MessageFieldsTests : IDisposable
{
    private readonly TestRegistry registry = new();

    public void Dispose() => registry.Dispose();

    [Theory]
    [MemberData(nameof(ContractTests.Flows), MemberType = typeof(ContractTests))]
    public void GoodSample_HasNothingThatItsContractDoesNotKnow_AndLacksNothing(string flow) =>
        Offenders.None(ContractSamples.Of(flow, good: true).SelectMany(sample => Read(flow, sample)!.Where(f => f.Standing is FieldStanding.Unknown or FieldStanding.Missing).Select(f => $"{f.Name}: {f.Standing}")));

    [Theory]
    [MemberData(nameof(ContractTests.Flows), MemberType = typeof(ContractTests))]
    public void EveryValueOfASample_IsShown(string flow) =>
        Offenders.None(ContractSamples.Of(flow, good: true).SelectMany(sample => Leaves(JsonNode.Parse(sample)!["data"]!).Except(Read(flow, sample)!.Select(f => f.Value ?? ""))));

    [Fact]
    public void FieldThatIsMissing_AndOneThatNobodyReads_AreNamed()
    {
        var sample = JsonNode.Parse(ContractSamples.Of("F013", good: true)[0])!;
        var first = sample["data"]!.AsObject().First().Key;
        sample["data"]!.AsObject().Remove(first);
        sample["data"]!["mood"] = "good";

        var read = Read("F013", sample.ToJsonString())!;

        Assert.Equal(FieldStanding.Missing, Assert.Single(read, f => f.Name == first).Standing);
        Assert.Equal(new MessageField("mood", "good", FieldStanding.Unknown), Assert.Single(read, f => f.Name == "mood"));
    }

    [Theory]
    [InlineData("{\"id\": ")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    public void TextThatIsNoMessage_HasNoFields(string text) => Assert.Null(MessageFields.Of(text, null));

    private IReadOnlyList<MessageField>? Read(string flow, string sample)
    {
        using var message = JsonDocument.Parse(sample);
        var root = message.RootElement;
        var version = root.TryGetProperty("version", out var v) ? v.GetInt32() : 1;
        var contract = registry.Get<PublishedContracts>().Find(flow, root.GetProperty("type").GetString()!, version);
        return MessageFields.Of(contract?.Passage == MessagePassage.Sent ? root.GetProperty("data").GetRawText() : sample, contract);
    }

    private static IEnumerable<string> Leaves(JsonNode? node) => node switch
    {
        JsonObject { Count: > 0 } fields => fields.SelectMany(f => Leaves(f.Value)),
        JsonArray { Count: > 0 } items => items.SelectMany(Leaves),
        null => [""],
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [value.GetValue<string>()],
        _ => [node.ToJsonString()],
    };
}
