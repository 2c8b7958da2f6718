using static StudentRecords.Infrastructure.Store.Locks.SqlServerLocks;

namespace StudentRecords.Infrastructure.Store.Locks;

/// <summary>The same on SQL Server: see <see cref="SqliteAppealLocks"/>.</summary>
internal static class SqlServerAppealLocks
{
    private const string NoSecondPerson = "LOCKED: only an appeal that two people approved leads to another decision";

    public static IReadOnlyList<string> Replaced { get; } = ["DROP TRIGGER ExamBoard_Lock;", "DROP TRIGGER BoardDecision_Lock;"];

    public static IReadOnlyList<string> Create { get; } =
    [
        OfBoard("DeclaredInterest"),
        OfBoard("SampledWork"),
        OfBoard("ExaminerRemark"),
        OfBoard("MarkScaling"),
        Trigger("NameUnsealing", "AppendOnly", (AnyOld, AppendOnly)),
        Trigger("BoardMinutes", "AppendOnly", (AnyOld, AppendOnly)),
        Trigger(
            "BoardDecision",
            "Lock",
            (AnyOld, AppendOnly),
            ("SELECT 1 FROM inserted i WHERE NOT EXISTS (SELECT 1 FROM ExamBoard b WHERE b.Id = i.BoardId AND b.Stage = 'InSession')", "LOCKED: decisions are added while their board sits"),
            ("SELECT 1 FROM inserted i WHERE (i.SupersedesId IS NOT NULL OR EXISTS (SELECT 1 FROM BoardDecision d WHERE d.RegistrationId = i.RegistrationId AND d.Id <> i.Id)) AND NOT EXISTS (SELECT 1 FROM Appeal a WHERE a.HearingBoardId = i.BoardId AND a.DecisionId = i.SupersedesId AND a.RegistrationId = i.RegistrationId AND a.RejectedAt IS NULL AND a.FirstApproverId <> a.SecondApproverId)", NoSecondPerson)),
        Trigger(
            "ExamBoard",
            "Lock",
            ("SELECT 1 FROM deleted d WHERE d.Stage = 'Ratified'", Ratified),
            ("SELECT 1 FROM inserted i WHERE i.Stage = 'Ratified' AND NOT EXISTS (SELECT 1 FROM deleted d WHERE d.Id = i.Id)", Ratified),
            ("SELECT 1 FROM inserted i JOIN BoardCandidate c ON c.BoardId = i.Id WHERE i.Stage = 'Ratified' AND c.PostponedAt IS NULL AND NOT EXISTS (SELECT 1 FROM BoardDecision d WHERE d.BoardId = c.BoardId AND d.RegistrationId = c.RegistrationId)", "LOCKED: a candidate of the board has no decision")),
        Trigger(
            "Appeal",
            "Lock",
            ("SELECT 1 FROM deleted o LEFT JOIN inserted n ON n.Id = o.Id WHERE n.Id IS NULL OR o.HearingBoardId IS NOT NULL OR n.DecisionId <> o.DecisionId OR n.RegistrationId <> o.RegistrationId OR (o.FirstApproverId IS NOT NULL AND (n.FirstApproverId IS NULL OR n.FirstApproverId <> o.FirstApproverId))", NoSecondPerson),
            ("SELECT 1 FROM inserted n WHERE n.FirstApproverId = n.SecondApproverId OR n.FirstApproverId = n.RecordedById OR n.SecondApproverId = n.RecordedById OR (n.HearingBoardId IS NOT NULL AND (n.FirstApproverId IS NULL OR n.SecondApproverId IS NULL))", NoSecondPerson),
            ("SELECT 1 FROM inserted n WHERE n.HearingBoardId IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deleted o WHERE o.Id = n.Id)", NoSecondPerson)),
    ];

    /// <summary>Back to the lock as it was before.</summary>
    public static IReadOnlyList<string> Drop { get; } =
    [
        .. Create.Select(sql => $"DROP TRIGGER {sql.Split(' ', 4)[2]};"),
        .. SqlServerLocks.Create.Where(sql => Replaced.Contains($"DROP TRIGGER {sql.Split(' ', 4)[2]};")),
    ];
}
