using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using StudentRecords.Infrastructure.Integration.Files;

namespace StudentRecords.Infrastructure.Integration.Formats;

/// <summary>
/// Turns the events of an iCalendar text into the messages of the contract: UID is the event, SEQUENCE its version, STATUS:CANCELLED a cancellation. What iCalendar
/// has no word for stands in properties of our own (X-MODULE-RUN, X-GROUP, X-STAFF, X-ASSESSMENT). Nothing is guessed: what is missing is found by the contract.
/// </summary>
internal static partial class CalendarMessages
{
    public const string Teaching = "F004";
    public const string Examinations = "F062";

    /// <summary>Whether the flow may be told as a calendar.</summary>
    public static bool Takes(string flow) => flow is Teaching or Examinations;

    /// <summary>A row for each event.</summary>
    /// <exception cref="UnreadableFileException">It is no iCalendar.</exception>
    public static IReadOnlyList<DropRow> Read(string flow, string text) => [.. CalendarReader.Read(text).Select(e => Row(flow, e))];

    private static DropRow Row(string flow, CalendarEvent told)
    {
        if (told.Text("UID") is not { Length: <= 100 } uid)
        {
            return new DropRow(told.Line, null, "The event needs a UID of 1 to 100 characters.");
        }

        if (told.Find("RRULE") is not null || told.Find("RDATE") is not null || told.Find("RECURRENCE-ID") is not null)
        {
            return new DropRow(told.Line, null, $"{uid} repeats; each time it is held is sent as an event with a UID of its own.");
        }

        if (!long.TryParse(told.Text("SEQUENCE") ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            return new DropRow(told.Line, null, $"{uid} has a SEQUENCE that is no number.");
        }

        var isCancelled = string.Equals(told.Text("STATUS"), "CANCELLED", StringComparison.OrdinalIgnoreCase);
        if (isCancelled && flow == Teaching)
        {
            return new DropRow(told.Line, Envelope(uid, sequence, "TeachingEventCancelled", new { @event = uid, reason = Shortened(told.Text("COMMENT") ?? told.Text("DESCRIPTION")) ?? "Cancelled by timetabling" }));
        }

        if (isCancelled)
        {
            return new DropRow(told.Line, null, $"{uid} is cancelled; an examination is moved, never cancelled, by its timetable.");
        }

        if (Moment(told.Find("DTSTART")) is not { } starts || Ends(told, starts) is not { } ends)
        {
            return new DropRow(told.Line, null, $"{uid} needs DTSTART and DTEND (or DURATION) with a time, in UTC or with a TZID that is known.");
        }

        return new DropRow(told.Line, flow == Examinations
            ? Envelope(uid, sequence, "ExamTimetableFinalised", new { sitting = uid, assessment = told.Text("X-ASSESSMENT"), startsAt = starts, endsAt = ends, room = told.Text("LOCATION") })
            : Envelope(uid, sequence, sequence == 0 ? "TeachingEventScheduled" : "TeachingEventSuperseded", new
            {
                @event = uid, moduleRun = told.Text("X-MODULE-RUN"), kind = told.Text("CATEGORIES"), group = told.Text("X-GROUP"), startsAt = starts, endsAt = ends, room = told.Text("LOCATION"),
                staff = (told.Text("X-STAFF") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            }));
    }

    /// <summary>The first SEQUENCE is 0 and our first version 1. The same event at the same SEQUENCE is the same message, whenever it is exported.</summary>
    private static string Envelope(string uid, long sequence, string type, object data) => JsonSerializer.Serialize(
        new { id = string.Create(CultureInfo.InvariantCulture, $"ical/{uid}/{sequence}"), type, version = 1, key = uid, sourceVersion = sequence + 1, data }, JsonSerializerOptions.Web);

    private static string? Shortened(string? text) => text?.Length > 200 ? text[..200] : text;

    private static DateTimeOffset? Ends(CalendarEvent told, DateTimeOffset starts) => told.Find("DTEND") is { } end ? Moment(end)
        : told.Text("DURATION") is { } text && Length().Match(text) is { Success: true } length ? starts + new TimeSpan(Part(length, "w") * 7 + Part(length, "d"), Part(length, "h"), Part(length, "m"), Part(length, "s"))
        : null;

    private static int Part(Match match, string name) => match.Groups[name].Success ? int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture) : 0;

    /// <summary>Null for a day without a time, a time without a zone, or a zone that nobody knows.</summary>
    private static DateTimeOffset? Moment(CalendarProperty? property)
    {
        const string form = "yyyyMMdd'T'HHmmss";
        if (property?.Value is not { } value || !DateTime.TryParseExact(value.TrimEnd('Z'), form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return null;
        }

        if (value.EndsWith('Z'))
        {
            return new DateTimeOffset(local, TimeSpan.Zero);
        }

        return property.Parameters.TryGetValue("TZID", out var zone) && TimeZoneInfo.TryFindSystemTimeZoneById(zone.TrimStart('/'), out var known)
            ? new DateTimeOffset(local, known.GetUtcOffset(local)).ToUniversalTime()
            : null;
    }

    [GeneratedRegex(@"^\+?P(?:(?<w>\d{1,2})W)?(?:(?<d>\d{1,3})D)?(?:T(?:(?<h>\d{1,3})H)?(?:(?<m>\d{1,4})M)?(?:(?<s>\d{1,5})S)?)?$")]
    private static partial Regex Length();
}
