using System.Text.Json;

namespace StudentRecords.Domain.Assessment;

/// <summary>A trace as it was stored beside a figure: the rule, its version and every clause that fired.</summary>
public sealed record ToldTrace(string Rule, int Version, IReadOnlyList<TraceStep> Steps)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Null for an empty text: nothing was worked (an imported outcome).</summary>
    public static ToldTrace? Read(string json) => json.Length == 0 ? null : JsonSerializer.Deserialize<ToldTrace>(json, Options);
}
