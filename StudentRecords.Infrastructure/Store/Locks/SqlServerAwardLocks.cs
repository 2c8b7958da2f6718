using static StudentRecords.Infrastructure.Store.Locks.SqlServerLocks;

namespace StudentRecords.Infrastructure.Store.Locks;

/// <summary>The same on SQL Server: see <see cref="SqliteAwardLocks"/>.</summary>
internal static class SqlServerAwardLocks
{
    public static IReadOnlyList<string> Replaced { get; } = [];

    public static IReadOnlyList<string> Create { get; } =
    [
        OfBoard("AwardCandidate"),
        Trigger(
            "AwardDecision",
            "Lock",
            (AnyOld, AppendOnly),
            ("SELECT 1 FROM inserted i WHERE NOT EXISTS (SELECT 1 FROM ExamBoard b WHERE b.Id = i.BoardId AND b.Stage = 'InSession')", "LOCKED: decisions are added while their board sits")),
        Trigger(
            "ExamBoard",
            "LockAwards",
            ("SELECT 1 FROM inserted i JOIN AwardCandidate c ON c.BoardId = i.Id WHERE i.Stage = 'Ratified' AND c.PostponedAt IS NULL AND NOT EXISTS (SELECT 1 FROM AwardDecision d WHERE d.BoardId = c.BoardId AND d.EngagementId = c.EngagementId)", "LOCKED: a candidate of the board has no decision")),
    ];

    public static IReadOnlyList<string> Drop { get; } = [.. Create.Select(sql => $"DROP TRIGGER {sql.Split(' ', 4)[2]};")];
}
