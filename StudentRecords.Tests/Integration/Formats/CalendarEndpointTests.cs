using System.Net;
using System.Text;
using System.Text.Json;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Infrastructure.Integration.Formats;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Formats;

// inside, because a package of the tests has a namespace Json
using static StudentRecords.Tests.Integration.Replies;

/// <summary>F004 and F062 come as calendars, and the portal reads a student's own (F012) as one.</summary>
public sealed class CalendarEndpointTests : IDisposable
{
    private const string Lecture = "UID:TE-1\nSEQUENCE:0\nDTSTART:20240610T090000Z\nDTEND:20240610T100000Z\nCATEGORIES:Lecture\nLOCATION:B-101\nX-MODULE-RUN:AAA-2023J\n";
    private readonly TestSite site = new();

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task Timetable_ThatIsBroughtAsACalendar_IsReadByThePortalAsOne()
    {
        var given = site.Registry.Given;
        var student = await given.PersonAsync();
        var run = await given.OccurrenceAsync("AAA-2023J", o => o.In("2023/24", "J", new DateOnly(2023, 10, 1), new DateOnly(2024, 6, 25)).With("AAA-2", 100m, ComponentKind.Examination));
        await given.RegistrationAsync(await given.EngagementAsync(student, await given.ProgrammeAsync()), run);
        var (timetabling, exams, portal) = (await HubSender.OfAsync(site, "TTB"), await HubSender.OfAsync(site, "EXAMS"), await HubSender.OfAsync(site, "EWP"));

        Assert.Equal(1, (await Took(timetabling, "F004", Lecture)).GetProperty("Applied").GetInt32());
        Assert.Equal(1, (await Took(timetabling, "F004", Lecture.Replace("SEQUENCE:0", "SEQUENCE:1", StringComparison.Ordinal).Replace("B-101", "B-204", StringComparison.Ordinal))).GetProperty("Applied").GetInt32());
        Assert.Equal(1, (await Took(exams, "F062", "UID:EX-1\nDTSTART:20240617T090000Z\nDTEND:20240617T120000Z\nLOCATION:Hall-1\nX-ASSESSMENT:AAA-2\n")).GetProperty("Applied").GetInt32());
        await exams.PostAsync("F062", Messages.Message("seat-1", "CandidateNumberAssigned", "EX-1/1", new { student = new { system = "SIS", id = student.StudentNumber }, sitting = "EX-1", candidateNumber = "C17", seat = "A4" }, 1));

        var told = CalendarReader.Read(await Asked(portal, student.StudentNumber, "text/calendar"));
        Assert.Equal(["TE-1", "exam-EX-1"], told.Select(e => e.Text("UID")));
        Assert.Equal(("B-204", "20240610T090000Z", "CONFIRMED", "2"), (told[0].Text("LOCATION"), told[0].Text("DTSTART"), told[0].Text("STATUS"), told[0].Text("SEQUENCE")));
        Assert.Equal("Candidate C17, Seat A4", told[1].Text("DESCRIPTION"));

        await Took(timetabling, "F004", "UID:TE-1\nSEQUENCE:2\nSTATUS:CANCELLED\nCOMMENT:Illness\n");
        var after = CalendarReader.Read(await Asked(portal, student.StudentNumber, "text/calendar"))[0];
        Assert.Equal(("CANCELLED", "3"), (after.Text("STATUS"), after.Text("SEQUENCE")));
        var view = await Json(await portal.AskAsync($"/hub/v1/students/{student.StudentNumber}/timetable"), HttpStatusCode.OK);
        Assert.Equal("Cancelled", view.GetProperty("lessons")[0].GetProperty("state").GetString());
    }

    [Fact]
    public async Task Calendar_IsTakenEventByEvent_AndWhatIsWrongIsSaidOfEach()
    {
        var timetabling = await HubSender.OfAsync(site, "TTB");
        var answer = await Json(await Send(timetabling, "F004", CalendarTextTests.Calendar(Lecture, "UID:TE-2\nDTSTART:20240610T090000\n", "UID:TE-3\nDTSTART:20240610T090000Z\nDTEND:20240610T100000Z\nCATEGORIES:Lecture\n")), HttpStatusCode.OK);
        Assert.Equal([(4, "Parked"), (13, "Turned"), (17, "Quarantined")], answer.GetProperty("notApplied").EnumerateArray().Select(l => (l.GetProperty("line").GetInt32(), l.GetProperty("state").GetString())));
    }

    [Fact]
    public async Task WhoMay_IsTheOwnerOfTheFlow_AndThePortalAlone()
    {
        var (library, timetabling, portal) = (await HubSender.OfAsync(site, "LIB"), await HubSender.OfAsync(site, "TTB"), await HubSender.OfAsync(site, "EWP"));
        await Problem(await Send(library, "F004", CalendarTextTests.Calendar(Lecture)), 403, "NOT_YOURS");
        await Problem(await Send(library, "F007", CalendarTextTests.Calendar(Lecture)), 415, "UNKNOWN_FORMAT");
        await Problem(await Send(timetabling, "F004", "BEGIN:VCALENDAR"), 400, "CALENDAR_UNREADABLE");
        await Problem(await timetabling.AskAsync("/hub/v1/students/1/timetable"), 403, "NOT_YOURS");
        await Problem(await portal.AskAsync("/hub/v1/students/1/timetable"), 404, "NO_SUCH_STUDENT");
        await Problem(await portal.SendAsync(HttpMethod.Get, "/hub/v1/students/1/timetable", [], null, r => r.Headers.Add("Accept", "image/png")), 406, "WRONG_TYPE");
    }

    private static async Task<JsonElement> Took(HubSender sender, string flow, string properties) =>
        (await Json(await Send(sender, flow, CalendarTextTests.Calendar(properties)), HttpStatusCode.OK)).GetProperty("counts");

    private static Task<HttpResponseMessage> Send(HubSender sender, string flow, string text) => sender.SendAsync(HttpMethod.Post, $"/hub/v1/flows/{flow}/calendars", Encoding.UTF8.GetBytes(text), "text/calendar");

    private static async Task<string> Asked(HubSender portal, string student, string type)
    {
        using var response = await portal.SendAsync(HttpMethod.Get, $"/hub/v1/students/{student}/timetable", [], null, r => r.Headers.Add("Accept", type));
        Assert.Equal((HttpStatusCode.OK, type), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        return await response.Content.ReadAsStringAsync();
    }
}
