using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Web.Access;

namespace StudentRecords.Web.ExamBoards;

/// <summary>Frozen packs as files. Their names say which board and version, and never a candidate.</summary>
public static class PackEndpoints
{
    public static string Address(long boardId, int packVersion) => $"/boards/{boardId}/packs/{packVersion}.pdf";

    public static string DeskAddress(long boardId, int packVersion) => $"/examiner{Address(boardId, packVersion)}";

    public static void MapPacks(this IEndpointRouteBuilder app)
    {
        app.MapGet("/boards/{id:long}/packs/{version:int}.pdf", async (long id, int version, BoardQueries boards, CallerAccessor caller, CancellationToken ct) =>
            File(id, version, await boards.PackPdfAsync(id, version, await caller.GetAsync(ct), ct))).Needs(Room.Boards, Level.See);
        app.MapGet("/examiner/boards/{id:long}/packs/{version:int}.pdf", async (long id, int version, ExaminerQueries desk, CallerAccessor caller, CancellationToken ct) =>
            File(id, version, await desk.PackPdfAsync(id, version, await caller.GetAsync(ct), ct))).Needs(Room.ExaminerDesk, Level.See);
    }

    private static IResult File(long board, int version, byte[]? pdf) =>
        pdf is null ? Results.NotFound() : Results.File(pdf, "application/pdf", $"board-{board}-pack-{version}.pdf");
}
