using Microsoft.Net.Http.Headers;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Integration.Asking;
using StudentRecords.Infrastructure.Integration.Formats;
using StudentRecords.Infrastructure.Integration.Variation;

namespace StudentRecords.Web.Integration;

/// <summary>Timetables as iCalendar: timetabling brings them (F004, F062), and the portal reads a student's own (F012).</summary>
internal static class CalendarEndpoints
{
    private const string Json = "application/json";

    public static void MapCalendars(this IEndpointRouteBuilder hub)
    {
        hub.MapPost("/flows/{flow}/calendars", TakeAsync).WithMetadata(new HubBody(8 << 20, PortalTimetable.Calendar));
        hub.MapGet(StudentReadEndpoints.Path(StudentRead.Timetable), ReadAsync).WithMetadata(new HubScope(StudentRead.Timetable.Flow));
    }

    private static async Task<IResult> TakeAsync(string flow, HttpContext context, CalendarDoor door, FlowSwitch switches, CancellationToken ct)
    {
        var sender = Sender.Of(context);
        flow = flow.ToUpperInvariant();
        if (await switches.RefusesAsync(flow, sender.System, ct) is { } refusal)
        {
            return HubProblem.Because(context, refusal, flow);
        }

        if (CalendarDoor.Refuses(flow) is { } other)
        {
            return HubProblem.Of(context, 415, other.Code, other.Sentence, flow);
        }

        var outcome = await door.SubmitAsync(flow, sender.System, sender.Text, HubEndpoints.Channel, sender.MessageId, ct);
        return outcome.Value is { } receipts
            ? Results.Json(BatchAnswer.Of(sender.MessageId, flow, receipts))
            : HubProblem.Of(context, 400, outcome.Refusals[0].Code, outcome.Refusals[0].Sentence, flow);
    }

    /// <summary>In JSON, or as a calendar to whoever asks for one.</summary>
    private static async Task<IResult> ReadAsync(string student, HttpContext context, PortalTimetable timetables, FlowSwitch switches, CancellationToken ct)
    {
        if (await StudentReadEndpoints.RefusesAsync(StudentRead.Timetable, context, switches, ct) is { } refusal)
        {
            return refusal;
        }

        if (Wanted(context.Request) is not { } form)
        {
            return HubProblem.Of(context, 406, "WRONG_TYPE", $"A timetable is given as {Json} or {PortalTimetable.Calendar}.", StudentRead.Timetable.Flow);
        }

        if (await timetables.OfAsync(student, ct) is not { } timetable)
        {
            return StudentReadEndpoints.Nobody(StudentRead.Timetable, context, student);
        }

        context.Response.Headers.CacheControl = "private, no-store";
        return form == Json ? Results.Json(timetable) : Results.Text(timetables.AsCalendar(timetable), $"{PortalTimetable.Calendar}; charset=utf-8");
    }

    private static string? Wanted(HttpRequest request)
    {
        var accepts = request.GetTypedHeaders().Accept.OrderByDescending(a => a.Quality ?? 1).ToList();
        return accepts.Count == 0 ? Json : accepts.Where(a => a.Quality is not 0).Select(Form).FirstOrDefault(f => f is not null);
    }

    private static string? Form(MediaTypeHeaderValue accept) => accept.MatchesMediaType(Json) ? Json : accept.MatchesMediaType(PortalTimetable.Calendar) ? PortalTimetable.Calendar : null;
}
