using System.Globalization;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Web.Access;

namespace StudentRecords.Web.ExamBoards;

/// <summary>
/// One door in front of everything under an examiner's board: page, file or list. A board that is not on the caller's desk is
/// answered as one that does not exist, so that nobody learns which boards there are.
/// </summary>
public static class ExaminerDoor
{
    private const string Under = "/examiner/boards";

    public static IApplicationBuilder UseExaminerDoor(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.Request.Path.StartsWithSegments(Under, out var rest) && !await IsOwnAsync(context, rest.Value!.Split('/', 3).ElementAtOrDefault(1)))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await next(context);
    });

    private static async Task<bool> IsOwnAsync(HttpContext context, string? id)
    {
        var services = context.RequestServices;
        return long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var board)
            && await services.GetRequiredService<ExaminerQueries>().IsOwnAsync(board, await services.GetRequiredService<CallerAccessor>().GetAsync(context.RequestAborted), context.RequestAborted);
    }
}
