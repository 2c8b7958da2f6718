using static StudentRecords.Infrastructure.Store.Locks.SqliteLocks;

namespace StudentRecords.Infrastructure.Store.Locks;

/// <summary>The lock over progression and award decisions in the embedded database.</summary>
internal static class SqliteAwardLocks
{
    private const string OneYear = "ProgrammeId = NEW.ProgrammeId AND YearOfProgramme = NEW.YearOfProgramme AND AcademicYear = NEW.AcademicYear AND FollowsBoardId IS NULL AND NEW.FollowsBoardId IS NULL";

    public static IReadOnlyList<string> Replaced { get; } = [];

    public static IReadOnlyList<string> Create { get; } =
    [
        .. OfBoard("AwardCandidate", "x.CandidateNumber = NEW.CandidateNumber"),
        Trigger("AwardDecision", "Insert", "NOT EXISTS (SELECT 1 FROM ExamBoard WHERE Id = NEW.BoardId AND Stage = 'InSession')", "LOCKED: decisions are added while their board sits"),
        Trigger("AwardDecision", "Insert", "EXISTS (SELECT 1 FROM AwardDecision WHERE Id = NEW.Id OR (EngagementId = NEW.EngagementId AND AcademicYear = NEW.AcademicYear AND YearOfProgramme = NEW.YearOfProgramme))", AppendOnly, "Replace"),
        Trigger("AwardDecision", "Update", "1", AppendOnly),
        Trigger("AwardDecision", "Delete", "1", AppendOnly),
        Trigger("ExamBoard", "Insert", $"EXISTS (SELECT 1 FROM ExamBoard WHERE {OneYear} AND Stage = 'Ratified')", Ratified, "InsertYear"),
        Trigger("ExamBoard", "Update", $"EXISTS (SELECT 1 FROM ExamBoard WHERE {OneYear} AND Id <> OLD.Id AND Stage = 'Ratified')", Ratified, "UpdateYear"),
        Trigger("ExamBoard", "Update", "NEW.Stage = 'Ratified' AND EXISTS (SELECT 1 FROM AwardCandidate c WHERE c.BoardId = OLD.Id AND c.PostponedAt IS NULL AND NOT EXISTS (SELECT 1 FROM AwardDecision d WHERE d.BoardId = c.BoardId AND d.EngagementId = c.EngagementId))", "LOCKED: a candidate of the board has no decision", "RatifyAwards"),
    ];

    public static IReadOnlyList<string> Drop { get; } = [.. Create.Select(sql => $"DROP TRIGGER {sql.Split(' ', 4)[2]};")];
}
