namespace StudentRecords.Infrastructure.Store.Locks;

/// <summary>
/// Regulations and their bindings are added and never changed, whoever asks the database. A statement of its own for each act on SQLite, where
/// an insert that replaces pushes rows out without a delete; one trigger a table on SQL Server.
/// </summary>
internal static class RegulationLocks
{
    private const string AppendOnly = "APPEND_ONLY: rows are added and never changed";

    private static readonly (string Table, string SameKey)[] Tables =
    [
        ("AwardRegulation", "Id = NEW.Id OR (Code = NEW.Code AND RegulationVersion = NEW.RegulationVersion)"),
        ("RegulationBinding", "Id = NEW.Id OR (ProgrammeVersionId = NEW.ProgrammeVersionId AND FromEntryYear = NEW.FromEntryYear AND Ordinal = NEW.Ordinal)"),
    ];

    public static IReadOnlyList<string> Sqlite { get; } = [.. Tables.SelectMany(t => new[]
    {
        OnSqlite(t.Table, "Insert", $"EXISTS (SELECT 1 FROM {t.Table} WHERE {t.SameKey})"),
        OnSqlite(t.Table, "Update", "1"),
        OnSqlite(t.Table, "Delete", "1"),
    })];

    public static IReadOnlyList<string> SqlServer { get; } = [.. Tables.Select(t =>
        $"CREATE TRIGGER {t.Table}_Lock ON {t.Table} AFTER INSERT, UPDATE, DELETE AS BEGIN SET NOCOUNT ON; IF EXISTS (SELECT 1 FROM deleted) BEGIN; THROW 51001, N'{AppendOnly}', 1; END; END;")];

    /// <summary>Takes the triggers away again, whichever they are.</summary>
    public static IEnumerable<string> Drop(IEnumerable<string> created) => created.Select(sql => $"DROP TRIGGER {sql.Split(' ', 4)[2]};");

    private static string OnSqlite(string table, string act, string when) =>
        $"CREATE TRIGGER {table}_Lock_{act} BEFORE {act.ToUpperInvariant()} ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, '{AppendOnly}'); END;";
}
