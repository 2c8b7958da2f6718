using System.Text.Json.Nodes;
using StudentRecords.Infrastructure.Integration.Asking;
using StudentRecords.Infrastructure.Integration.Variation;

namespace StudentRecords.Web.Integration;

/// <summary>What other systems may ask about one student: each its own read, by its own system, signed as everything else at the hub.</summary>
internal static class StudentReadEndpoints
{
    public static void MapStudentReads(this IEndpointRouteBuilder hub)
    {
        hub.MapGet(Path(StudentRead.Grades), (string student, HttpContext context, StudentReads reads, FlowSwitch switches, CancellationToken ct) => AnswerAsync(StudentRead.Grades, context, switches, () => reads.GradesAsync(student, ct), student, ct)).WithMetadata(new HubScope(StudentRead.Grades.Flow));
        hub.MapGet(Path(StudentRead.Caller), (string student, HttpContext context, StudentReads reads, FlowSwitch switches, CancellationToken ct) => AnswerAsync(StudentRead.Caller, context, switches, () => reads.CallerAsync(student, ct), student, ct)).WithMetadata(new HubScope(StudentRead.Caller.Flow));
        hub.MapGet(Path(StudentRead.Eligibility), (string student, HttpContext context, StudentReads reads, FlowSwitch switches, CancellationToken ct) => AnswerAsync(StudentRead.Eligibility, context, switches, () => reads.EligibilityAsync(student, ct), student, ct)).WithMetadata(new HubScope(StudentRead.Eligibility.Flow));
    }

    public static string Path(StudentRead read) => $"/students/{{student}}/{read.Name}";

    /// <summary>Why the sender may not ask; null when it may.</summary>
    public static async Task<IResult?> RefusesAsync(StudentRead read, HttpContext context, FlowSwitch switches, CancellationToken ct) => Sender.Of(context).System != read.System
        ? HubProblem.Of(context, 403, "NOT_YOURS", $"{read.Says}: that is read by {read.System} alone.", read.Flow)
        : await switches.RestsAsync(read.Flow, ct) is { } rests ? HubProblem.Because(context, rests, read.Flow) : null;

    public static IResult Nobody(StudentRead read, HttpContext context, string student) => HubProblem.Of(context, 404, "NO_SUCH_STUDENT", $"Nobody has the student number {student}.", read.Flow);

    private static async Task<IResult> AnswerAsync(StudentRead read, HttpContext context, FlowSwitch switches, Func<Task<JsonObject?>> ask, string student, CancellationToken ct)
    {
        if (await RefusesAsync(read, context, switches, ct) is { } refusal)
        {
            return refusal;
        }

        if (await ask() is not { } answer)
        {
            return Nobody(read, context, student);
        }

        context.Response.Headers.CacheControl = "private, no-store";
        return Results.Json(answer);
    }
}
