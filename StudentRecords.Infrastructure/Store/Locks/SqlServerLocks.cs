namespace StudentRecords.Infrastructure.Store.Locks;

/// <summary>
/// The lock on SQL Server: one trigger a table, which sees INSERT, UPDATE, DELETE and MERGE alike and answers with error 51001.
/// The names are those that the mappings tell EF Core.
/// </summary>
internal static class SqlServerLocks
{
    private const string Locked = "LOCKED: a ratified board decision stands over this row";
    internal const string Ratified = "LOCKED: the board is ratified";
    internal const string AppendOnly = "APPEND_ONLY: rows are added and never changed";

    internal const string AnyOld = "SELECT 1 FROM deleted";

    public static IReadOnlyList<string> Create { get; } =
    [
        OfRegistration("Mark"),
        OfRegistration("ModuleResult"),
        OfBoard("BoardMember"),
        OfBoard("BoardPack"),
        OfBoard("ExaminerConfirmation"),
        OfBoard("BoardCandidate"),
        Trigger(
            "BoardDecision",
            "Lock",
            (AnyOld, AppendOnly),
            ("SELECT 1 FROM inserted i WHERE NOT EXISTS (SELECT 1 FROM ExamBoard b WHERE b.Id = i.BoardId AND b.Stage = 'InSession')", "LOCKED: decisions are added while their board sits")),
        Trigger(
            "ExamBoard",
            "Lock",
            ("SELECT 1 FROM deleted d WHERE d.Stage = 'Ratified'", Ratified),
            ("SELECT 1 FROM inserted i WHERE i.Stage = 'Ratified' AND NOT EXISTS (SELECT 1 FROM deleted d WHERE d.Id = i.Id)", Ratified),
            ("SELECT 1 FROM inserted i JOIN BoardCandidate c ON c.BoardId = i.Id WHERE i.Stage = 'Ratified' AND NOT EXISTS (SELECT 1 FROM BoardDecision d WHERE d.BoardId = c.BoardId AND d.RegistrationId = c.RegistrationId)", "LOCKED: a candidate of the board has no decision")),
        Trigger(
            "ModuleRegistration",
            "Lock",
            ("SELECT 1 FROM deleted o JOIN BoardDecision d ON d.RegistrationId = o.Id LEFT JOIN inserted n ON n.Id = o.Id WHERE n.Id IS NULL OR n.PersonId <> o.PersonId OR n.OccurrenceId <> o.OccurrenceId OR n.EngagementId <> o.EngagementId", Locked)),
        Trigger("AuditEntry", "AppendOnly", (AnyOld, AppendOnly)),
        Trigger(
            "AuditHead",
            "Forward",
            ("SELECT 1 FROM inserted n FULL JOIN deleted o ON o.Id = n.Id WHERE n.Id IS NULL OR o.Id IS NULL OR n.Sequence < o.Sequence OR (n.Sequence = o.Sequence AND n.Hash <> o.Hash)", "APPEND_ONLY: the head of the trail only moves forward")),
    ];

    public static IReadOnlyList<string> Drop { get; } = [.. Create.Select(sql => $"DROP TRIGGER {sql.Split(' ', 4)[2]};")];

    private static string OfRegistration(string table) => Trigger(
        table,
        "Lock",
        ("SELECT 1 FROM inserted i JOIN BoardDecision d ON d.RegistrationId = i.RegistrationId", Locked),
        ("SELECT 1 FROM deleted o JOIN BoardDecision d ON d.RegistrationId = o.RegistrationId", Locked));

    internal static string OfBoard(string table) => Trigger(
        table,
        "Lock",
        ("SELECT 1 FROM inserted i JOIN ExamBoard b ON b.Id = i.BoardId WHERE b.Stage = 'Ratified'", Ratified),
        ("SELECT 1 FROM deleted o JOIN ExamBoard b ON b.Id = o.BoardId WHERE b.Stage = 'Ratified'", Ratified));

    internal static string Trigger(string table, string name, params (string Exists, string Says)[] rules) =>
        $"CREATE TRIGGER {table}_{name} ON {table} AFTER INSERT, UPDATE, DELETE AS BEGIN SET NOCOUNT ON; "
        + string.Concat(rules.Select(r => $"IF EXISTS ({r.Exists}) BEGIN; THROW 51001, N'{r.Says}', 1; END; "))
        + "END;";
}
