using System.Globalization;
using System.Text.Json;
using StudentRecords.Domain;

namespace StudentRecords.Infrastructure.Enrolment.Bulk;

/// <summary>Where a line stands.</summary>
public enum BulkState
{
    /// <summary>Not looked at yet.</summary>
    Waiting,

    /// <summary>Nothing stands in its way.</summary>
    Ready,
    Refused,
    Done,
}

/// <summary>One line of a change of many: what came, and what became of it.</summary>
public sealed class BulkLine
{
    private const int LongestAnswer = 2000;

    private BulkLine() { }

    internal BulkLine(long runId, int number, IReadOnlyDictionary<string, string> fields)
    {
        RunId = runId;
        Number = number;
        Fields = JsonSerializer.Serialize(fields);
    }

    public long Id { get; private set; } = RecordId.Next();

    public long RunId { get; private set; }

    /// <summary>Line of the file without its header, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>JSON: column and value, as they came.</summary>
    public string Fields { get; private set; } = "{}";

    public BulkState State { get; private set; }

    /// <summary>Who it is about, as far as that was found.</summary>
    public long? PersonId { get; private set; }

    /// <summary>Codes of the refusals, or nothing.</summary>
    public string? Codes { get; private set; }

    /// <summary>Every reason against it, or what it does or did.</summary>
    public string? Answer { get; private set; }

    /// <summary>A value of the line; null where the column is missing or empty.</summary>
    public string? this[string column] => Values.GetValueOrDefault(column) is { Length: > 0 } text ? text : null;

    /// <summary>A day of the line, written as 2026-10-03; null where it is missing or no day.</summary>
    internal DateOnly? Day(BulkColumn column) => DateOnly.TryParseExact(this[column.Name], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Why a day cannot be read, where the column is not empty.</summary>
    internal IEnumerable<Refusal> DayFaults(params BulkColumn[] columns) => columns.Where(c => this[c.Name] is not null && Day(c) is null)
        .Select(c => new Refusal("DAY_UNREADABLE", $"“{this[c.Name]}” in {c.Name} is no day; write it as 2026-10-03.", "Bulk change", c.Name));

    internal IReadOnlyDictionary<string, string> Values => values ??= JsonSerializer.Deserialize<Dictionary<string, string>>(Fields)!;

    private Dictionary<string, string>? values;

    internal void Settle(BulkAnswer answer, bool isApplied)
    {
        PersonId = answer.PersonId ?? PersonId;
        State = answer.Refusals.Count > 0 ? BulkState.Refused : isApplied ? BulkState.Done : BulkState.Ready;
        Codes = answer.Refusals.Count == 0 ? null : Short(string.Join(' ', answer.Refusals.Select(r => r.Code).Distinct()), 200);
        Answer = Short(answer.Refusals.Count > 0 ? string.Join(' ', answer.Refusals.Select(r => r.Sentence)) : answer.Effect, LongestAnswer);
    }

    private static string? Short(string? text, int longest) => text is { } t && t.Length > longest ? t[..longest] : text;
}
