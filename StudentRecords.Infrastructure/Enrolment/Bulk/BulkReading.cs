using System.Globalization;
using StudentRecords.Domain;

namespace StudentRecords.Infrastructure.Enrolment.Bulk;

/// <summary>Reads a line's values as what they are, and keeps every reason why one cannot be read.</summary>
/// <param name="line">The line.</param>
/// <param name="rule">Named in the refusals: the flow whose contract the columns follow.</param>
internal sealed class BulkReading(BulkLine line, string rule)
{
    private readonly List<Refusal> unread = [];

    public IReadOnlyList<Refusal> Unread => unread;

    public string Text(BulkColumn column)
    {
        if (column.IsNeeded && line[column.Name] is null)
        {
            unread.Add(new("VALUE_MISSING", $"{column.Name} is empty. {column.Help}", rule, column.Name));
        }

        return line[column.Name] ?? "";
    }

    /// <summary>A word of a list; null where it is empty or none of them.</summary>
    public T? Word<T>(BulkColumn column)
        where T : struct, Enum =>
        Text(column) is not { Length: > 0 } text ? null : Enum.TryParse<T>(text, true, out var word) && Enum.IsDefined(word) ? word : Refuse<T>(column, text);

    public DateOnly? Day(BulkColumn column) =>
        Text(column) is not { Length: > 0 } text ? null : line.Day(column) ?? Refuse<DateOnly>(column, text);

    public decimal? Number(BulkColumn column) =>
        Text(column) is not { Length: > 0 } text ? null : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : Refuse<decimal>(column, text);

    public int? Whole(BulkColumn column) =>
        Text(column) is not { Length: > 0 } text ? null : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : Refuse<int>(column, text);

    private T? Refuse<T>(BulkColumn column, string text)
        where T : struct
    {
        unread.Add(new("VALUE_UNREADABLE", $"“{text}” in {column.Name} cannot be read. {column.Help}", rule, column.Name));
        return null;
    }
}
