using System.Globalization;
using System.Text.Json;

namespace StudentRecords.Domain.Integration.Reconciling;

/// <summary>Into which groups a flow's messages are counted, as the catalogue says (<see cref="Flow.Reconciliation"/>): by day, module running, partition, pack …</summary>
public static class Grouping
{
    /// <summary>The whole period is one group.</summary>
    public const string All = "ALL";

    /// <summary>Properties of a message's content that name its group, the first that is there; for what is counted by day there are none.</summary>
    private static readonly Dictionary<string, string[]> Named = new()
    {
        ["count and SHA-256 by module running"] = ["moduleRun", "occurrence", "partition"],
        ["rows and SHA-256 by partition"] = ["partition", "run", "runId"],
        ["candidates by pack"] = ["pack", "board"],
        ["choices by cycle"] = ["cycle"],
        ["entities by submission"] = ["submission", "return"],
        ["reports by due date"] = ["dueOn"],
    };

    /// <summary>Whether both sides also add up the pounds.</summary>
    public static bool CountsPounds(Flow flow) => flow.Reconciliation.Contains("pounds", StringComparison.Ordinal);

    /// <param name="flow">The flow.</param>
    /// <param name="type">Message name.</param>
    /// <param name="at">When it was made (outgoing) or came in.</param>
    /// <param name="data">The message's content.</param>
    public static string Of(Flow flow, string type, DateTimeOffset at, JsonElement data)
    {
        if (flow.Reconciliation.StartsWith("people", StringComparison.Ordinal))
        {
            return All;
        }

        if (data.ValueKind == JsonValueKind.Object && Named.TryGetValue(flow.Reconciliation, out var names)
            && names.Select(n => Text(data, n)).FirstOrDefault(t => t is not null) is { } name)
        {
            return name;
        }

        var day = at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return CountsPounds(flow) ? day : $"{day} {type}";
    }

    /// <summary>The pounds that a message moves; null when it moves none.</summary>
    public static decimal? Pounds(JsonElement data) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty("amount", out var amount) && amount.ValueKind == JsonValueKind.Number && amount.TryGetDecimal(out var pounds) ? pounds : null;

    private static string? Text(JsonElement data, string name) => !data.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}
