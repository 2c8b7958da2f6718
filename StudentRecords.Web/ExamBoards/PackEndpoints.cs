using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards.Examiners;
using StudentRecords.Infrastructure.ExamBoards.Letters;
using StudentRecords.Infrastructure.ExamBoards.Meetings;
using StudentRecords.Web.Access;

namespace StudentRecords.Web.ExamBoards;

/// <summary>Frozen packs as files. Their names say which board and version, and never a candidate.</summary>
public static class PackEndpoints
{
    public static string Address(long boardId, int packVersion) => $"/boards/{boardId}/packs/{packVersion}.pdf";

    public static string DeskAddress(long boardId, int packVersion) => $"/examiner{Address(boardId, packVersion)}";

    public static string MinutesAddress(long boardId) => $"/boards/{boardId}/minutes.pdf";

    public static string DecisionListAddress(long boardId) => $"/boards/{boardId}/decision-list.pdf";

    public static string TranscriptAddress(long personId, string numhus) => $"/students/{personId}/transcript/{Uri.EscapeDataString(numhus)}.pdf";

    public static string LetterAddress(long personId, long decisionId) => $"/students/{personId}/result-letter/{decisionId}.pdf";

    /// <summary>The external examiner's own pack on the newest frozen papers.</summary>
    public static string ExaminerPackAddress(long boardId) => $"/examiner/boards/{boardId}/examiner-pack.pdf";

    /// <summary>A piece of sampled work: leads to its anonymised copy, and writes down that the examiner opened it.</summary>
    public static string WorkAddress(long boardId, long workId) => $"/examiner/boards/{boardId}/scripts/{workId}";

    public static void MapPacks(this IEndpointRouteBuilder app)
    {
        app.MapGet("/boards/{id:long}/packs/{version:int}.pdf", async (long id, int version, BoardQueries boards, CallerAccessor caller, CancellationToken ct) =>
            File(await boards.PackAsync(id, version, await caller.GetAsync(ct), ct))).Needs(Room.Boards, Level.See);
        app.MapGet("/examiner/boards/{id:long}/packs/{version:int}.pdf", async (long id, int version, ExaminerQueries desk, CallerAccessor caller, CancellationToken ct) =>
            File(await desk.PackAsync(id, version, await caller.GetAsync(ct), ct))).Needs(Room.ExaminerDesk, Level.See);
        app.MapGet("/boards/{id:long}/minutes.pdf", async (long id, MeetingQueries meetings, CallerAccessor caller, CancellationToken ct) =>
            File(await meetings.MinutesAsync(id, await caller.GetAsync(ct), ct))).Needs(Room.Boards, Level.See);
        app.MapGet("/boards/{id:long}/decision-list.pdf", async (long id, MeetingQueries meetings, CallerAccessor caller, CancellationToken ct) =>
            File(await meetings.DecisionListAsync(id, await caller.GetAsync(ct), ct))).Needs(Room.Boards, Level.See);
        app.MapGet("/students/{id:long}/transcript/{numhus}.pdf", async (long id, string numhus, TranscriptQueries transcripts, CallerAccessor caller, CancellationToken ct) =>
            File(await transcripts.TranscriptAsync(id, numhus, await caller.GetAsync(ct), ct))).Needs(Room.Persons, Level.See).Needs(Room.Marks, Level.See);
        app.MapGet("/students/{id:long}/result-letter/{decision:long}.pdf", async (long id, long decision, LetterQueries letters, CallerAccessor caller, CancellationToken ct) =>
            File(await letters.LetterAsync(id, decision, await caller.GetAsync(ct), ct))).Needs(Room.Persons, Level.See).Needs(Room.Marks, Level.See);
        app.MapGet("/examiner/boards/{id:long}/examiner-pack.pdf", async (long id, ExaminerPackQueries packs, CallerAccessor caller, CancellationToken ct) =>
            File(await packs.OwnPackAsync(id, await caller.GetAsync(ct), ct))).Needs(Room.ExaminerDesk, Level.See);
        app.MapGet("/examiner/boards/{id:long}/scripts/{work:long}", async (long id, long work, SampleService samples, Acting acting, CancellationToken ct) =>
            (await samples.OpenAsync(id, work, await acting.ToAsync("OpenSampledWork", "Work read by the external examiner", ct: ct), ct)).Value is { } link ? Results.Redirect(link) : Results.NotFound()).Needs(Room.ExaminerDesk, Level.See);
    }

    private static IResult File(PackFile? pack) => pack is null ? Results.NotFound() : Results.File(pack.Pdf, "application/pdf", pack.FileName);
}
