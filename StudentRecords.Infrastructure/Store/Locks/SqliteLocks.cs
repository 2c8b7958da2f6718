namespace StudentRecords.Infrastructure.Store.Locks;

/// <summary>
/// The lock in the embedded database. SQLite runs no delete trigger for a row that REPLACE pushes out unless the connection asks
/// for it, so every insert and update also looks for the rows that it would push out, by id and by each unique key.
/// A migration that rebuilds one of these tables drops its triggers and must make them again.
/// </summary>
internal static class SqliteLocks
{
    internal const string Locked = "LOCKED: a ratified board decision stands over this row";
    internal const string Ratified = "LOCKED: the board is ratified";
    internal const string AppendOnly = "APPEND_ONLY: rows are added and never changed";

    public static IReadOnlyList<string> Create { get; } =
    [
        .. OfRegistration("Mark"),
        .. OfRegistration("ModuleResult"),
        .. OfBoard("BoardMember"),
        .. OfBoard("BoardPack"),
        .. OfBoard("ExaminerConfirmation"),
        .. OfBoard("BoardCandidate", "x.CandidateNumber = NEW.CandidateNumber"),
        .. Decision(),
        .. Board(),
        .. Registration(),
        .. Trail(),
    ];

    public static IReadOnlyList<string> Drop { get; } = [.. Create.Select(sql => $"DROP TRIGGER {sql.Split(' ', 4)[2]};")];

    private static string[] OfRegistration(string table) =>
    [
        Trigger(table, "Insert", $"{Decided("NEW.RegistrationId")} OR {Held(table)}", Locked),
        Trigger(table, "Update", $"{Decided("OLD.RegistrationId")} OR {Decided("NEW.RegistrationId")} OR (NEW.Id <> OLD.Id AND {Held(table)})", Locked),
        Trigger(table, "Delete", Decided("OLD.RegistrationId"), Locked),
    ];

    internal static string[] OfBoard(string table, string? alsoUnique = null)
    {
        var pushedOut = $"EXISTS (SELECT 1 FROM {table} x JOIN ExamBoard b ON b.Id = x.BoardId WHERE (x.Id = NEW.Id{(alsoUnique is null ? "" : $" OR {alsoUnique}")}) AND b.Stage = 'Ratified')";
        return
        [
            Trigger(table, "Insert", $"{IsRatified("NEW.BoardId")} OR {pushedOut}", Ratified),
            Trigger(table, "Update", $"{IsRatified("OLD.BoardId")} OR {IsRatified("NEW.BoardId")} OR {pushedOut}", Ratified),
            Trigger(table, "Delete", IsRatified("OLD.BoardId"), Ratified),
        ];
    }

    private static string[] Decision() =>
    [
        Trigger("BoardDecision", "Insert", "NOT EXISTS (SELECT 1 FROM ExamBoard WHERE Id = NEW.BoardId AND Stage = 'InSession')", "LOCKED: decisions are added while their board sits"),
        Trigger("BoardDecision", "Insert", "EXISTS (SELECT 1 FROM BoardDecision WHERE Id = NEW.Id OR (BoardId = NEW.BoardId AND RegistrationId = NEW.RegistrationId))", AppendOnly, "Replace"),
        Trigger("BoardDecision", "Update", "1", AppendOnly),
        Trigger("BoardDecision", "Delete", "1", AppendOnly),
    ];

    private static string[] Board() =>
    [
        Trigger("ExamBoard", "Insert", "NEW.Stage = 'Ratified' OR EXISTS (SELECT 1 FROM ExamBoard WHERE (Id = NEW.Id OR OccurrenceId = NEW.OccurrenceId) AND Stage = 'Ratified')", Ratified),
        Trigger("ExamBoard", "Update", "OLD.Stage = 'Ratified' OR EXISTS (SELECT 1 FROM ExamBoard WHERE (Id = NEW.Id OR OccurrenceId = NEW.OccurrenceId) AND Id <> OLD.Id AND Stage = 'Ratified')", Ratified),
        Trigger("ExamBoard", "Update", "NEW.Stage = 'Ratified' AND EXISTS (SELECT 1 FROM BoardCandidate c WHERE c.BoardId = OLD.Id AND NOT EXISTS (SELECT 1 FROM BoardDecision d WHERE d.BoardId = c.BoardId AND d.RegistrationId = c.RegistrationId))", "LOCKED: a candidate of the board has no decision", "Ratify"),
        Trigger("ExamBoard", "Delete", "OLD.Stage = 'Ratified'", Ratified),
    ];

    private static string[] Registration()
    {
        const string PushedOut = "EXISTS (SELECT 1 FROM ModuleRegistration x JOIN BoardDecision d ON d.RegistrationId = x.Id WHERE x.Id = NEW.Id OR (x.PersonId = NEW.PersonId AND x.OccurrenceId = NEW.OccurrenceId))";
        return
        [
            Trigger("ModuleRegistration", "Insert", PushedOut, Locked),
            Trigger("ModuleRegistration", "Update", $"(NEW.Id <> OLD.Id OR NEW.PersonId <> OLD.PersonId OR NEW.OccurrenceId <> OLD.OccurrenceId OR NEW.EngagementId <> OLD.EngagementId) AND ({Decided("OLD.Id")} OR {PushedOut})", Locked),
            Trigger("ModuleRegistration", "Delete", Decided("OLD.Id"), Locked),
        ];
    }

    private static string[] Trail() =>
    [
        Trigger("AuditEntry", "Insert", "EXISTS (SELECT 1 FROM AuditEntry WHERE Sequence = NEW.Sequence)", AppendOnly),
        Trigger("AuditEntry", "Update", "1", AppendOnly),
        Trigger("AuditEntry", "Delete", "1", AppendOnly),
        Trigger("AuditHead", "Insert", "1", AppendOnly),
        Trigger("AuditHead", "Update", "NEW.Id <> OLD.Id OR NEW.Sequence < OLD.Sequence OR (NEW.Sequence = OLD.Sequence AND NEW.Hash <> OLD.Hash)", "APPEND_ONLY: the head of the trail only moves forward"),
        Trigger("AuditHead", "Delete", "1", AppendOnly),
    ];

    private static string Decided(string registration) => $"EXISTS (SELECT 1 FROM BoardDecision WHERE RegistrationId = {registration})";

    internal static string IsRatified(string board) => $"EXISTS (SELECT 1 FROM ExamBoard WHERE Id = {board} AND Stage = 'Ratified')";

    private static string Held(string table) => $"EXISTS (SELECT 1 FROM {table} x JOIN BoardDecision d ON d.RegistrationId = x.RegistrationId WHERE x.Id = NEW.Id)";

    internal static string Trigger(string table, string act, string when, string says, string? name = null) =>
        $"CREATE TRIGGER {table}_Lock_{name ?? act} BEFORE {act.ToUpperInvariant()} ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, '{says}'); END;";
}
