using static StudentRecords.Infrastructure.Store.Locks.SqliteGraduationLocks;
using static StudentRecords.Infrastructure.Store.Locks.SqlServerLocks;

namespace StudentRecords.Infrastructure.Store.Locks;

/// <summary>The same on SQL Server: see <see cref="SqliteGraduationLocks"/>.</summary>
internal static class SqlServerGraduationLocks
{
    public static IReadOnlyList<string> Replaced { get; } = ["DROP TRIGGER AwardDecision_Lock;"];

    public static IReadOnlyList<string> Create { get; } =
    [
        OfBoard("AwardPrize"),
        Trigger(
            "AwardDecision",
            "Lock",
            (AnyOld, AppendOnly),
            ("SELECT 1 FROM inserted i WHERE NOT EXISTS (SELECT 1 FROM ExamBoard b WHERE b.Id = i.BoardId AND b.Stage = 'InSession')", "LOCKED: decisions are added while their board sits"),
            ("SELECT 1 FROM inserted i WHERE (i.SupersedesId IS NOT NULL OR EXISTS (SELECT 1 FROM AwardDecision d WHERE d.EngagementId = i.EngagementId AND d.AcademicYear = i.AcademicYear AND d.YearOfProgramme = i.YearOfProgramme AND d.Id <> i.Id)) AND NOT EXISTS (SELECT 1 FROM AwardAppeal a WHERE a.HearingBoardId = i.BoardId AND a.DecisionId = i.SupersedesId AND a.EngagementId = i.EngagementId AND a.RejectedAt IS NULL AND a.FirstApproverId <> a.SecondApproverId)", NoSecondPerson)),
        Trigger(
            "AwardAppeal",
            "Lock",
            ("SELECT 1 FROM deleted o LEFT JOIN inserted n ON n.Id = o.Id WHERE n.Id IS NULL OR o.HearingBoardId IS NOT NULL OR n.DecisionId <> o.DecisionId OR n.EngagementId <> o.EngagementId OR (o.FirstApproverId IS NOT NULL AND (n.FirstApproverId IS NULL OR n.FirstApproverId <> o.FirstApproverId))", NoSecondPerson),
            ("SELECT 1 FROM inserted n WHERE n.FirstApproverId = n.SecondApproverId OR n.FirstApproverId = n.RecordedById OR n.SecondApproverId = n.RecordedById OR (n.HearingBoardId IS NOT NULL AND (n.FirstApproverId IS NULL OR n.SecondApproverId IS NULL))", NoSecondPerson),
            ("SELECT 1 FROM inserted n WHERE n.HearingBoardId IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deleted o WHERE o.Id = n.Id)", NoSecondPerson)),
        Trigger(
            "Conferment",
            "Lock",
            (AnyOld, AppendOnly),
            ("SELECT 1 FROM inserted i WHERE i.Act = 'Conferred' AND NOT EXISTS (SELECT 1 FROM AwardDecision d JOIN ExamBoard b ON b.Id = d.BoardId WHERE d.Id = i.AwardDecisionId AND d.EngagementId = i.EngagementId AND d.Code IN ('Award', 'ExitAward') AND b.Stage = 'Ratified')", NoAward),
            ("SELECT 1 FROM inserted i JOIN Conferment c ON c.EngagementId = i.EngagementId AND c.Id <> i.Id WHERE i.Act = 'Conferred' AND c.Act = 'Conferred' AND NOT EXISTS (SELECT 1 FROM Conferment r WHERE r.RevokesId = c.Id)", Conferred),
            ("SELECT 1 FROM inserted i WHERE i.Act <> 'Conferred' AND NOT EXISTS (SELECT 1 FROM Conferment c WHERE c.Id = i.RevokesId AND c.Act = 'Conferred')", NoConferment)),
    ];

    /// <summary>Back to the lock as it was before.</summary>
    public static IReadOnlyList<string> Drop { get; } =
    [
        .. Create.Select(sql => $"DROP TRIGGER {sql.Split(' ', 4)[2]};"),
        .. SqlServerAwardLocks.Create.Where(sql => Replaced.Contains($"DROP TRIGGER {sql.Split(' ', 4)[2]};")),
    ];
}
