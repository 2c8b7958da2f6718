using System.Text.Json;
using System.Text.Json.Nodes;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Integration.Switching;

/// <summary>Whether two messages say the same once each is read into the newest version of its contract.</summary>
internal static class SaidAlike
{
    /// <summary>Paths of the fields in which they differ.</summary>
    public static IReadOnlyList<string> Differences(Delivery one, Delivery other) => [.. Differences("", Node(one), Node(other))];

    private static JsonNode? Node(Delivery delivery) => JsonSerializer.SerializeToNode(delivery.Content, ContractJson.Lenient);

    private static IEnumerable<string> Differences(string at, JsonNode? one, JsonNode? other) => (one, other) switch
    {
        (JsonObject left, JsonObject right) => left.Select(f => f.Key).Union(right.Select(f => f.Key), StringComparer.Ordinal).SelectMany(name => Differences($"{at}/{name}", left[name], right[name])),
        (JsonArray left, JsonArray right) when left.Count == right.Count => left.Zip(right).SelectMany((pair, i) => Differences($"{at}/{i}", pair.First, pair.Second)),
        _ => JsonNode.DeepEquals(one, other) ? [] : [at],
    };
}
