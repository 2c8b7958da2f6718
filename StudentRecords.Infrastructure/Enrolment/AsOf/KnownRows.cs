using System.Globalization;
using StudentRecords.Domain.Audit;
using StudentRecords.Infrastructure.Audit;

namespace StudentRecords.Infrastructure.Enrolment.AsOf;

/// <summary>Who last said something about a row, when and why.</summary>
public sealed record Told(string Actor, DateTimeOffset At, string Act, string Reason, string? Evidence);

/// <summary>A row as the record knew it at a moment.</summary>
internal sealed class KnownRow(string kind, long id)
{
    private readonly Dictionary<string, string?> values = new(StringComparer.Ordinal);

    public string Kind { get; } = kind;

    public long Id { get; } = id;

    public Told Told { get; private set; } = null!;

    public string? this[string name] => values.GetValueOrDefault(name);

    public long Number(string name) => long.TryParse(this[name], NumberStyles.Integer, CultureInfo.InvariantCulture, out var n) ? n : 0;

    public DateOnly? Day(string name) => DateOnly.TryParseExact(this[name], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public void Take(ChangedRow change, AuditEntry entry)
    {
        foreach (var value in change.Values)
        {
            values[value.Name] = value.After;
        }

        Told = new Told(entry.Actor, entry.At, entry.Act, entry.Reason, entry.Evidence);
    }
}

/// <summary>The sealed trail read up to a moment: every row of a person's record as it was known then. The trail tells every change, so nothing else is needed.</summary>
internal static class KnownRows
{
    /// <param name="entries">Of one person, oldest first.</param>
    /// <param name="said">What each entry says, opened, by its number.</param>
    public static IReadOnlyList<KnownRow> Replay(IEnumerable<AuditEntry> entries, IReadOnlyDictionary<long, string> said)
    {
        var rows = new Dictionary<(string, long), KnownRow>();
        foreach (var entry in entries)
        {
            foreach (var change in HistoryQueries.Read(said[entry.Sequence]))
            {
                var key = (change.Row, change.Id);
                if (change.Did == "deleted")
                {
                    rows.Remove(key);
                    continue;
                }

                if (!rows.TryGetValue(key, out var row))
                {
                    rows[key] = row = new KnownRow(change.Row, change.Id);
                }

                row.Take(change, entry);
            }
        }

        return [.. rows.Values];
    }
}
