using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Students.Retention;
using StudentRecords.Web.Access;

namespace StudentRecords.Web.Students;

/// <summary>Everything held about one person, for those who answer the person's request. The service writes down who takes it.</summary>
public static class SubjectAccessEndpoints
{
    public static string Address(long requestId) => $"/subject-access/{requestId}.zip";

    public static void MapSubjectAccess(this IEndpointRouteBuilder app) =>
        app.MapGet("/subject-access/{id:long}.zip", WriteAsync).Needs(Room.Persons, Level.Decide).Needs(Room.SpecialCategory, Level.See);

    private static async Task<IResult> WriteAsync(long id, HttpContext context, SubjectAccessService access, Acting acting, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        return await access.ExportAsync(id, await acting.ToAsync("AnswerAccessRequest", "Taken from the student's retention page", ct: ct), ct) is { } file
            ? Results.File(file.Zip, "application/zip", file.FileName)
            : Results.NotFound();
    }
}
