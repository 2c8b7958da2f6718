using static StudentRecords.Infrastructure.Store.Locks.SqliteLocks;

namespace StudentRecords.Infrastructure.Store.Locks;

/// <summary>
/// What the lock in the embedded database gained with conferment, prizes and appeals against award decisions: a conferment is added and
/// never changed, and a second decision on a year of a programme needs an appeal that two people approved.
/// </summary>
internal static class SqliteGraduationLocks
{
    internal const string NoSecondPerson = "LOCKED: only an appeal that two people approved leads to another decision";
    internal const string NoAward = "LOCKED: only an award that a board ratified is conferred";
    internal const string Conferred = "LOCKED: the award is conferred; it is taken back first";
    internal const string NoConferment = "LOCKED: only a conferment is taken back";

    /// <summary>Triggers that the earlier lock made and that stand here in another form.</summary>
    public static IReadOnlyList<string> Replaced { get; } = ["DROP TRIGGER AwardDecision_Lock_Replace;"];

    public static IReadOnlyList<string> Create { get; } =
    [
        .. OfBoard("AwardPrize"),
        Trigger("AwardDecision", "Insert", "EXISTS (SELECT 1 FROM AwardDecision WHERE Id = NEW.Id OR (BoardId = NEW.BoardId AND EngagementId = NEW.EngagementId) OR SupersedesId = NEW.SupersedesId)", AppendOnly, "Replace"),
        Trigger("AwardDecision", "Insert", "(NEW.SupersedesId IS NOT NULL OR EXISTS (SELECT 1 FROM AwardDecision WHERE EngagementId = NEW.EngagementId AND AcademicYear = NEW.AcademicYear AND YearOfProgramme = NEW.YearOfProgramme)) AND NOT EXISTS (SELECT 1 FROM AwardAppeal a WHERE a.HearingBoardId = NEW.BoardId AND a.DecisionId = NEW.SupersedesId AND a.EngagementId = NEW.EngagementId AND a.RejectedAt IS NULL AND a.FirstApproverId <> a.SecondApproverId)", NoSecondPerson, "Appeal"),
        Trigger("AwardAppeal", "Insert", $"{SamePerson} OR NEW.HearingBoardId IS NOT NULL OR EXISTS (SELECT 1 FROM AwardAppeal WHERE (Id = NEW.Id OR Reference = NEW.Reference) AND HearingBoardId IS NOT NULL)", NoSecondPerson),
        Trigger("AwardAppeal", "Update", $"{SamePerson} OR OLD.HearingBoardId IS NOT NULL OR (NEW.HearingBoardId IS NOT NULL AND (NEW.FirstApproverId IS NULL OR NEW.SecondApproverId IS NULL)) OR (OLD.FirstApproverId IS NOT NULL AND NEW.FirstApproverId IS NOT OLD.FirstApproverId) OR NEW.DecisionId <> OLD.DecisionId OR NEW.EngagementId <> OLD.EngagementId OR EXISTS (SELECT 1 FROM AwardAppeal WHERE (Id = NEW.Id OR Reference = NEW.Reference) AND Id <> OLD.Id)", NoSecondPerson),
        Trigger("AwardAppeal", "Delete", "1", AppendOnly),
        Trigger("Conferment", "Insert", "EXISTS (SELECT 1 FROM Conferment WHERE Id = NEW.Id OR RevokesId = NEW.RevokesId OR (CertificateNumber = NEW.CertificateNumber AND Act = NEW.Act))", AppendOnly),
        Trigger("Conferment", "Insert", "NEW.Act = 'Conferred' AND NOT EXISTS (SELECT 1 FROM AwardDecision d JOIN ExamBoard b ON b.Id = d.BoardId WHERE d.Id = NEW.AwardDecisionId AND d.EngagementId = NEW.EngagementId AND d.Code IN ('Award', 'ExitAward') AND b.Stage = 'Ratified')", NoAward, "Award"),
        Trigger("Conferment", "Insert", "NEW.Act = 'Conferred' AND EXISTS (SELECT 1 FROM Conferment c WHERE c.EngagementId = NEW.EngagementId AND c.Act = 'Conferred' AND NOT EXISTS (SELECT 1 FROM Conferment r WHERE r.RevokesId = c.Id))", Conferred, "Once"),
        Trigger("Conferment", "Insert", "NEW.Act <> 'Conferred' AND NOT EXISTS (SELECT 1 FROM Conferment c WHERE c.Id = NEW.RevokesId AND c.Act = 'Conferred')", NoConferment, "Revoke"),
        Trigger("Conferment", "Update", "1", AppendOnly),
        Trigger("Conferment", "Delete", "1", AppendOnly),
    ];

    /// <summary>Back to the lock as it was before.</summary>
    public static IReadOnlyList<string> Drop { get; } =
    [
        .. Create.Select(sql => $"DROP TRIGGER {sql.Split(' ', 4)[2]};"),
        .. SqliteAwardLocks.Create.Where(sql => Replaced.Contains($"DROP TRIGGER {sql.Split(' ', 4)[2]};")),
    ];

    private const string SamePerson = "NEW.FirstApproverId = NEW.SecondApproverId OR NEW.FirstApproverId = NEW.RecordedById OR NEW.SecondApproverId = NEW.RecordedById";
}
