using System.Globalization;
using System.Text.Json;
using StudentRecords.Domain.Calendar;

namespace StudentRecords.Domain.Integration.Reconciling;

/// <summary>
/// Into which groups a flow's messages are counted, as the catalogue says (<see cref="Flow.Reconciliation"/>): <c>count and SHA-256 by module running, else by day and message</c>.
/// A message belongs to the first kind of group that it names; a flow counted by nothing is one group.
/// </summary>
public static class Grouping
{
    /// <summary>The whole period is one group.</summary>
    public const string All = "ALL";

    /// <summary>Group of a message that names none of its flow's kinds; the tests let no flow have one.</summary>
    public const string None = "no group";

    private const string Day = "day";
    private const string DayAndMessage = "day and message";

    /// <summary>Kinds of group that a message's content names.</summary>
    private static readonly Dictionary<string, Func<JsonElement, string?>> Named = new()
    {
        ["module running"] = d => Text(d, "moduleRun") ?? Text(d, "occurrence"),
        ["survey and module running"] = d => Joined(d, "survey", "moduleRun"),
        ["partition"] = d => Text(d, "partition"),
        ["dataset"] = d => Text(d, "dataset"),
        ["run"] = d => Text(d, "run"),
        ["board"] = d => Text(d, "board"),
        ["year of entry"] = d => DateOnly.TryParseExact(Text(d, "entryOn"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on) ? AcademicYear.Of(on).ToString() : null,
        ["submission"] = d => Joined(d, "collectionRef", "submissionNo"),
        ["due date"] = d => Text(d, "reportBy"),
        ["date of the event"] = d => Text(d, "eventDate"),
        ["date of the decision"] = d => Text(d, "decidedOn"),
        ["date of the alert"] = d => Text(d, "raisedOn"),
    };

    /// <summary>Whether both sides also add up the pounds.</summary>
    public static bool CountsPounds(Flow flow) => flow.Reconciliation.Contains("pounds", StringComparison.Ordinal);

    /// <summary>The kinds of group that the flow's line of the catalogue names, the first that a message has counts; none when the period is one group.</summary>
    public static IReadOnlyList<string> Kinds(Flow flow) => flow.Reconciliation.Split(" by ", 2) is [_, var kinds] ? kinds.Split(", else by ") : [];

    /// <summary>Whether messages can be counted by it.</summary>
    public static bool IsKind(string kind) => kind is Day or DayAndMessage || Named.ContainsKey(kind);

    /// <param name="flow">The flow.</param>
    /// <param name="type">Message name.</param>
    /// <param name="at">When it was made (outgoing) or came in.</param>
    /// <param name="data">The message's content.</param>
    public static string Of(Flow flow, string type, DateTimeOffset at, JsonElement data)
    {
        var kinds = Kinds(flow);
        return kinds.Count == 0 ? All : kinds.Select(k => Of(k, type, at, data)).FirstOrDefault(g => g is not null) ?? None;
    }

    /// <summary>The pounds that a message moves; null when it moves none.</summary>
    public static decimal? Pounds(JsonElement data) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty("amount", out var amount) && amount.ValueKind == JsonValueKind.Number && amount.TryGetDecimal(out var pounds) ? pounds : null;

    private static string? Of(string kind, string type, DateTimeOffset at, JsonElement data)
    {
        var day = at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return kind switch
        {
            Day => day,
            DayAndMessage => $"{day} {type}",
            _ => data.ValueKind == JsonValueKind.Object && Named.TryGetValue(kind, out var name) ? name(data) : null,
        };
    }

    private static string? Joined(JsonElement data, string first, string second) => (Text(data, first), Text(data, second)) is ({ } one, { } other) ? $"{one}/{other}" : null;

    private static string? Text(JsonElement data, string name) => !data.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}
