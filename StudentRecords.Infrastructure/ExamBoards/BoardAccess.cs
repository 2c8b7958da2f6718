using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards;

/// <summary>Asks the access table for one board: a role reaches it when held everywhere, for its faculty, or for the board itself.</summary>
public static class BoardAccess
{
    public static bool May(this Caller caller, Room room, Level level, long boardId, string faculty) =>
        caller.May(room, level, new Scope(ScopeKind.Board, boardId.ToString(CultureInfo.InvariantCulture)))
        || caller.May(room, level, new Scope(ScopeKind.Faculty, faculty));

    /// <exception cref="UnauthorizedAccessException">No role that reaches the board allows it.</exception>
    internal static void DemandFor(this Caller caller, Room room, Level level, long boardId, string faculty)
    {
        caller.Demand(room, level);
        if (!caller.May(room, level, boardId, faculty))
        {
            throw new UnauthorizedAccessException($"{caller.Name}'s roles do not reach this board.");
        }
    }

    /// <summary>Of these boards, those that the caller's roles reach.</summary>
    internal static IQueryable<ExamBoard> ReachedBy(this IQueryable<ExamBoard> boards, RegistryDbContext db, Caller caller, Room room, Level level)
    {
        if (caller.May(room, level, Scope.Everything))
        {
            return boards;
        }

        var scopes = caller.Grants.Where(g => AccessTable.For(g.Role, room) >= level).Select(g => g.Scope).ToList();
        string[] faculties = [.. scopes.Where(s => s.Kind == ScopeKind.Faculty).Select(s => s.Key)];
        long[] ids = [.. scopes.Where(s => s.Kind == ScopeKind.Board).Select(s => long.TryParse(s.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)];
        return boards.Where(b => ids.Contains(b.Id)
            || db.Set<ModuleOccurrence>().Any(o => o.Id == b.OccurrenceId && faculties.Contains(o.Module.Faculty))
            || db.Set<Programme>().Any(p => p.Id == b.ProgrammeId && faculties.Contains(p.Faculty)));
    }
}
