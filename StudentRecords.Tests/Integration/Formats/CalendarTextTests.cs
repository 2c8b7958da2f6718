using System.Text;
using System.Text.Json;
using StudentRecords.Infrastructure.Integration.Files;
using StudentRecords.Infrastructure.Integration.Formats;

namespace StudentRecords.Tests.Integration.Formats;

/// <summary>iCalendar as text: the examples of RFC 5545, section 4, and its rules of section 3.</summary>
public sealed class CalendarTextTests
{
    /// <summary>RFC 5545, section 4, first example.</summary>
    private const string Conference = """
        BEGIN:VCALENDAR
        PRODID:-//xyz Corp//NONSGML PDA Calendar Version 1.0//EN
        VERSION:2.0
        BEGIN:VEVENT
        DTSTAMP:19960704T120000Z
        UID:uid1@example.com
        ORGANIZER:mailto:jsmith@example.com
        DTSTART:19960918T143000Z
        DTEND:19960920T220000Z
        STATUS:CONFIRMED
        CATEGORIES:CONFERENCE
        SUMMARY:Networld+Interop Conference
        DESCRIPTION:Networld+Interop Conference
          and Exhibit\nAtlanta World Congress Center\n
         Atlanta\, Georgia
        END:VEVENT
        END:VCALENDAR
        """;

    /// <summary>RFC 5545, section 4, second example.</summary>
    private const string Review = """
        BEGIN:VCALENDAR
        PRODID:-//RDU Software//NONSGML HandCal//EN
        VERSION:2.0
        BEGIN:VTIMEZONE
        TZID:America/New_York
        BEGIN:STANDARD
        DTSTART:19981025T020000
        TZOFFSETFROM:-0400
        TZOFFSETTO:-0500
        TZNAME:EST
        END:STANDARD
        BEGIN:DAYLIGHT
        DTSTART:19990404T020000
        TZOFFSETFROM:-0500
        TZOFFSETTO:-0400
        TZNAME:EDT
        END:DAYLIGHT
        END:VTIMEZONE
        BEGIN:VEVENT
        DTSTAMP:19980309T231000Z
        UID:guid-1.example.com
        ORGANIZER:mailto:mrbig@example.com
        ATTENDEE;RSVP=TRUE;ROLE=REQ-PARTICIPANT;CUTYPE=GROUP:
         mailto:employee-A@example.com
        DESCRIPTION:Project XYZ Review Meeting
        CATEGORIES:MEETING
        CLASS:PUBLIC
        CREATED:19980309T130000Z
        SUMMARY:XYZ Project Review
        DTSTART;TZID=America/New_York:19980312T083000
        DTEND;TZID=America/New_York:19980312T093000
        LOCATION:1CP Conference Room 4350
        END:VEVENT
        END:VCALENDAR
        """;

    private static readonly DateTimeOffset Stamp = new(2024, 6, 3, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Example_OfTheStandard_IsUnfoldedAndUnescaped()
    {
        var told = Assert.Single(CalendarReader.Read(Conference));
        Assert.Equal("Networld+Interop Conference and Exhibit\nAtlanta World Congress Center\nAtlanta, Georgia", told.Text("DESCRIPTION"));
        Assert.Equal(("uid1@example.com", 4), (told.Text("UID"), told.Line));
    }

    [Fact]
    public void Example_WithATimeZone_IsReadInThatZone()
    {
        var data = Data("F004", Review, out var type, out var version);
        Assert.Equal(("TeachingEventScheduled", 1L), (type, version));
        Assert.Equal(("guid-1.example.com", "MEETING", "1CP Conference Room 4350"), (data.GetProperty("event").GetString(), data.GetProperty("kind").GetString(), data.GetProperty("room").GetString()));
        Assert.Equal((new DateTimeOffset(1998, 3, 12, 13, 30, 0, TimeSpan.Zero), new DateTimeOffset(1998, 3, 12, 14, 30, 0, TimeSpan.Zero)), (data.GetProperty("startsAt").GetDateTimeOffset(), data.GetProperty("endsAt").GetDateTimeOffset()));
    }

    [Fact]
    public void Event_IsMappedOntoTheContract_ByUidAndSequence()
    {
        var text = Calendar("UID:TE-1\nSEQUENCE:2\nDTSTART:20240610T090000Z\nDURATION:PT1H30M\nCATEGORIES:Lecture\nX-MODULE-RUN:AAA-2023J\nX-GROUP:G1\nX-STAFF:S1, S2\nBEGIN:VALARM\nTRIGGER:-PT5M\nDESCRIPTION:ring\nEND:VALARM\n");
        var data = Data("F004", text, out var type, out var version);
        Assert.Equal(("TeachingEventSuperseded", 3L), (type, version));
        Assert.Equal(new DateTimeOffset(2024, 6, 10, 10, 30, 0, TimeSpan.Zero), data.GetProperty("endsAt").GetDateTimeOffset());
        Assert.Equal(["S1", "S2"], data.GetProperty("staff").EnumerateArray().Select(s => s.GetString()));
        Assert.Equal(("AAA-2023J", "G1"), (data.GetProperty("moduleRun").GetString(), data.GetProperty("group").GetString()));
    }

    [Theory]
    [InlineData("DTSTART:20240610T090000Z\n")]
    [InlineData("UID:1\nDTSTART:20240610T090000\nDTEND:20240610T100000\n")]
    [InlineData("UID:1\nDTSTART;VALUE=DATE:20240610\nDTEND;VALUE=DATE:20240611\n")]
    [InlineData("UID:1\nDTSTART;TZID=Mars/Olympus:20240610T090000\nDTEND:20240610T100000Z\n")]
    [InlineData("UID:1\nDTSTART:20240610T090000Z\n")]
    [InlineData("UID:1\nDTSTART:20240610T090000Z\nDTEND:20240610T100000Z\nRRULE:FREQ=DAILY\n")]
    [InlineData("UID:1\nSEQUENCE:two\nDTSTART:20240610T090000Z\nDTEND:20240610T100000Z\n")]
    public void Event_ThatLeavesAnythingToBeGuessed_IsTurnedAway(string properties)
    {
        var row = Assert.Single(CalendarMessages.Read("F004", Calendar(properties)));
        Assert.Null(row.Envelope);
        Assert.NotEmpty(row.Fault!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nEND:VCALENDAR\n")]
    [InlineData("BEGIN:VEVENT\nUID:1\nEND:VEVENT\n")]
    [InlineData("BEGIN:VCALENDAR\nVERSION:2.0\n")]
    public void Text_ThatIsNoCalendar_IsRefusedWhole(string text) =>
        Assert.Equal("CALENDAR_UNREADABLE", Assert.Throws<UnreadableFileException>(() => CalendarReader.Read(text)).Code);

    [Fact]
    public void Calendar_ThatIsWritten_IsFoldedAtSeventyFiveOctets_AndReadsBackAsItWas()
    {
        const string summary = "Größe, Maß; und \\ Übermaß — zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich, 𝄞 𝄞 𝄞 𝄞\nnext";
        var text = CalendarWriter.Write([new CalendarEntry("TE-1", 7, Stamp, Stamp.AddHours(1), summary, "B, 1", "Lecture", null, true)], Stamp);
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.All(text.Split("\r\n"), l => Assert.True(Encoding.UTF8.GetByteCount(l) <= 75, l));
        Assert.Contains("\r\nDTSTAMP:20240603T090000Z\r\nSEQUENCE:7\r\nDTSTART:20240603T090000Z\r\nDTEND:20240603T100000Z\r\n", text, StringComparison.Ordinal);
        var told = Assert.Single(CalendarReader.Read(text));
        Assert.Equal((summary, "B, 1", "CANCELLED"), (told.Text("SUMMARY"), told.Text("LOCATION"), told.Text("STATUS")));
    }

    internal static string Calendar(params string[] events) => $"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Test//EN\n{string.Concat(events.Select(e => $"BEGIN:VEVENT\n{e}END:VEVENT\n"))}END:VCALENDAR\n".Replace("\n", "\r\n", StringComparison.Ordinal);

    private static JsonElement Data(string flow, string text, out string? type, out long version)
    {
        var row = Assert.Single(CalendarMessages.Read(flow, text));
        Assert.Null(row.Fault);
        var envelope = JsonDocument.Parse(row.Envelope!).RootElement;
        (type, version) = (envelope.GetProperty("type").GetString(), envelope.GetProperty("sourceVersion").GetInt64());
        return envelope.GetProperty("data");
    }
}
