using static StudentRecords.Infrastructure.Store.Locks.SqliteLocks;

namespace StudentRecords.Infrastructure.Store.Locks;

/// <summary>
/// What the lock in the embedded database gained with appeals, following sittings and the papers round a meeting: triggers of the
/// tables that came with them, and those of boards and decisions anew.
/// </summary>
internal static class SqliteAppealLocks
{
    private const string OneOccurrence = "OccurrenceId = NEW.OccurrenceId AND FollowsBoardId IS NULL AND NEW.FollowsBoardId IS NULL";

    private const string NoSecondPerson = "LOCKED: only an appeal that two people approved leads to another decision";

    /// <summary>Triggers that the earlier lock made and that stand here in another form.</summary>
    public static IReadOnlyList<string> Replaced { get; } = [.. ((string[])["Insert", "Update", "Ratify"]).Select(act => $"DROP TRIGGER ExamBoard_Lock_{act};")];

    public static IReadOnlyList<string> Create { get; } =
    [
        .. OfBoard("DeclaredInterest"),
        .. OfBoard("SampledWork"),
        .. OfBoard("ExaminerRemark"),
        .. OfBoard("MarkScaling"),
        .. AppendsOnly("NameUnsealing", "Id = NEW.Id"),
        .. AppendsOnly("BoardMinutes", "Id = NEW.Id OR BoardId = NEW.BoardId"),
        Trigger("ExamBoard", "Insert", $"NEW.Stage = 'Ratified' OR EXISTS (SELECT 1 FROM ExamBoard WHERE (Id = NEW.Id OR ({OneOccurrence})) AND Stage = 'Ratified')", Ratified),
        Trigger("ExamBoard", "Update", $"OLD.Stage = 'Ratified' OR EXISTS (SELECT 1 FROM ExamBoard WHERE (Id = NEW.Id OR ({OneOccurrence})) AND Id <> OLD.Id AND Stage = 'Ratified')", Ratified),
        Trigger("ExamBoard", "Update", "NEW.Stage = 'Ratified' AND EXISTS (SELECT 1 FROM BoardCandidate c WHERE c.BoardId = OLD.Id AND c.PostponedAt IS NULL AND NOT EXISTS (SELECT 1 FROM BoardDecision d WHERE d.BoardId = c.BoardId AND d.RegistrationId = c.RegistrationId))", "LOCKED: a candidate of the board has no decision", "Ratify"),
        Trigger("BoardDecision", "Insert", "EXISTS (SELECT 1 FROM BoardDecision WHERE SupersedesId = NEW.SupersedesId)", AppendOnly, "Superseded"),
        Trigger("BoardDecision", "Insert", "(NEW.SupersedesId IS NOT NULL OR EXISTS (SELECT 1 FROM BoardDecision WHERE RegistrationId = NEW.RegistrationId)) AND NOT EXISTS (SELECT 1 FROM Appeal a WHERE a.HearingBoardId = NEW.BoardId AND a.DecisionId = NEW.SupersedesId AND a.RegistrationId = NEW.RegistrationId AND a.RejectedAt IS NULL AND a.FirstApproverId <> a.SecondApproverId)", NoSecondPerson, "Appeal"),
        .. Appeals(),
    ];

    /// <summary>Back to the lock as it was before.</summary>
    public static IReadOnlyList<string> Drop { get; } =
    [
        .. Create.Select(sql => $"DROP TRIGGER {sql.Split(' ', 4)[2]};"),
        .. SqliteLocks.Create.Where(sql => Replaced.Contains($"DROP TRIGGER {sql.Split(' ', 4)[2]};")),
    ];

    private static string[] Appeals() =>
    [
        Trigger("Appeal", "Insert", $"{SamePerson} OR NEW.HearingBoardId IS NOT NULL OR EXISTS (SELECT 1 FROM Appeal WHERE (Id = NEW.Id OR Reference = NEW.Reference) AND HearingBoardId IS NOT NULL)", NoSecondPerson),
        Trigger("Appeal", "Update", $"{SamePerson} OR OLD.HearingBoardId IS NOT NULL OR (NEW.HearingBoardId IS NOT NULL AND (NEW.FirstApproverId IS NULL OR NEW.SecondApproverId IS NULL)) OR (OLD.FirstApproverId IS NOT NULL AND NEW.FirstApproverId IS NOT OLD.FirstApproverId) OR NEW.DecisionId <> OLD.DecisionId OR NEW.RegistrationId <> OLD.RegistrationId OR EXISTS (SELECT 1 FROM Appeal WHERE (Id = NEW.Id OR Reference = NEW.Reference) AND Id <> OLD.Id)", NoSecondPerson),
        Trigger("Appeal", "Delete", "1", AppendOnly),
    ];

    private const string SamePerson = "NEW.FirstApproverId = NEW.SecondApproverId OR NEW.FirstApproverId = NEW.RecordedById OR NEW.SecondApproverId = NEW.RecordedById";

    private static string[] AppendsOnly(string table, string pushedOut) =>
    [
        Only(table, "Insert", $"EXISTS (SELECT 1 FROM {table} WHERE {pushedOut})"),
        Only(table, "Update", "1"),
        Only(table, "Delete", "1"),
    ];

    private static string Only(string table, string act, string when) => $"CREATE TRIGGER {table}_AppendOnly_{act} BEFORE {act.ToUpperInvariant()} ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, '{AppendOnly}'); END;";
}
