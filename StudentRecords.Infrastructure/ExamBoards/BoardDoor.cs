using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards;

/// <summary>Finds a board with its seats for a use case, after asking whether the caller's roles reach it.</summary>
internal static class BoardDoor
{
    public static Outcome NotFound => Outcome.Refused("NOT_FOUND", "There is no such board.");

    /// <exception cref="UnauthorizedAccessException">No role that reaches the board allows it.</exception>
    public static async Task<ExamBoard?> FindAsync(RegistryDbContext db, long boardId, Caller caller, Room room, Level level, CancellationToken ct)
    {
        caller.Demand(room, level);
        var board = await db.Set<ExamBoard>().Include(b => b.Seats).FirstOrDefaultAsync(b => b.Id == boardId, ct);
        if (board?.OccurrenceId is { } occurrence)
        {
            caller.DemandFor(room, level, boardId, (await OccurrenceHeading.ReadAsync(db, occurrence, ct)).Faculty);
        }

        return board;
    }

    /// <summary>The caller's seat as external examiner of a board whose papers are open to them; null for everybody else.</summary>
    public static async Task<(ExamBoard Board, BoardMember Seat)?> FindDeskAsync(RegistryDbContext db, long boardId, Caller caller, DateOnly today, CancellationToken ct)
    {
        var board = await db.Set<ExamBoard>().Include(b => b.Seats).FirstOrDefaultAsync(b => b.Id == boardId && b.PackVersion > 0, ct);
        var seat = board?.Members.FirstOrDefault(m => m.UserId == caller.UserId && m.Role == MemberRole.External && (m.TermEndsOn is null || m.TermEndsOn >= today));
        return seat is null ? null : (board!, seat);
    }
}
