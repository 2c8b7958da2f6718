using System.Text;
using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Adjustments.Uploads;
using StudentRecords.Web.Access;

namespace StudentRecords.Web.Adjustments;

/// <summary>The result of an upload as a file, a line a row.</summary>
public static class UploadEndpoints
{
    public static void MapUploads(this IEndpointRouteBuilder app) =>
        app.MapGet("/adjustments/uploads/{id:long}/result.csv", async (long id, AdjustmentUploadQueries uploads, CallerAccessor caller, CancellationToken ct) =>
            await uploads.ResultAsync(id, await caller.GetAsync(ct), ct) is { } result ? Results.File(Encoding.UTF8.GetBytes(result), "text/csv", $"adjustments-{id}-result.csv") : Results.NotFound()).Needs(Room.Adjustments, Level.See);
}
