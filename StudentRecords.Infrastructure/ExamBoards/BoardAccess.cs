using System.Globalization;
using StudentRecords.Domain.Access;

namespace StudentRecords.Infrastructure.ExamBoards;

/// <summary>Asks the access table for one board: a role reaches it when held everywhere, for its faculty, or for the board itself.</summary>
internal static class BoardAccess
{
    public static bool May(this Caller caller, Room room, Level level, long boardId, string faculty) =>
        caller.May(room, level, new Scope(ScopeKind.Board, boardId.ToString(CultureInfo.InvariantCulture)))
        || caller.May(room, level, new Scope(ScopeKind.Faculty, faculty));

    /// <exception cref="UnauthorizedAccessException">No role that reaches the board allows it.</exception>
    public static void DemandFor(this Caller caller, Room room, Level level, long boardId, string faculty)
    {
        caller.Demand(room, level);
        if (!caller.May(room, level, boardId, faculty))
        {
            throw new UnauthorizedAccessException($"{caller.Name}'s roles do not reach this board.");
        }
    }
}
