using System.Globalization;
using System.Text;

namespace StudentRecords.Infrastructure.Integration.Formats;

/// <summary>Something in a calendar.</summary>
/// <param name="Uid">The same in every version.</param>
/// <param name="Sequence">Grows with every version.</param>
internal sealed record CalendarEntry(string Uid, long Sequence, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Summary, string? Location, string? Category, string? Note, bool IsCancelled);

/// <summary>Writes iCalendar (RFC 5545): CRLF, lines folded at 75 octets, text escaped, moments in UTC so that no time zone need be told.</summary>
internal static class CalendarWriter
{
    public const string MediaType = "text/calendar";

    /// <summary>Octets of a line without its end (RFC 5545, 3.1).</summary>
    private const int Longest = 75;

    public static string Write(IEnumerable<CalendarEntry> entries, DateTimeOffset stamp)
    {
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//StudentRecords//Timetable//EN");
        Line(text, "CALSCALE:GREGORIAN");
        Line(text, "METHOD:PUBLISH");
        foreach (var entry in entries)
        {
            Write(text, entry, stamp);
        }

        Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    /// <summary>TEXT as a value (RFC 5545, 3.3.11). Control characters have no place in it.</summary>
    public static string Escape(string text) => new string([.. text.ReplaceLineEndings("\n").Where(c => c is '\n' or '\t' || !char.IsControl(c))])
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static void Write(StringBuilder text, CalendarEntry entry, DateTimeOffset stamp)
    {
        Line(text, "BEGIN:VEVENT");
        Line(text, $"UID:{Escape(entry.Uid)}");
        Line(text, $"DTSTAMP:{Moment(stamp)}");
        Line(text, string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{entry.Sequence}"));
        Line(text, $"DTSTART:{Moment(entry.StartsAt)}");
        Line(text, $"DTEND:{Moment(entry.EndsAt)}");
        Line(text, $"SUMMARY:{Escape(entry.Summary)}");
        Optional(text, "LOCATION", entry.Location);
        Optional(text, "CATEGORIES", entry.Category);
        Optional(text, "DESCRIPTION", entry.Note);
        Line(text, $"STATUS:{(entry.IsCancelled ? "CANCELLED" : "CONFIRMED")}");
        Line(text, "END:VEVENT");
    }

    private static void Optional(StringBuilder text, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            Line(text, $"{name}:{Escape(value)}");
        }
    }

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Folds between characters, never within one.</summary>
    private static void Line(StringBuilder text, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > Longest)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
