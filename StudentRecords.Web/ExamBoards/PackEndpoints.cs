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
            File(await boards.PackAsync(id, version, await caller.GetAsync(ct), ct))).Needs(Room.Boards, Level.See);
        app.MapGet("/examiner/boards/{id:long}/packs/{version:int}.pdf", async (long id, int version, ExaminerQueries desk, CallerAccessor caller, CancellationToken ct) =>
            File(await desk.PackAsync(id, version, await caller.GetAsync(ct), ct))).Needs(Room.ExaminerDesk, Level.See);
    }

    private static IResult File(PackFile? pack) => pack is null ? Results.NotFound() : Results.File(pack.Pdf, "application/pdf", pack.FileName);
}
