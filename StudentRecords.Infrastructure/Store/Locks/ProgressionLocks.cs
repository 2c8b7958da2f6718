using static StudentRecords.Infrastructure.Store.Locks.SqliteLocks;

namespace StudentRecords.Infrastructure.Store.Locks;

/// <summary>That a decision was carried out, and what had to be taken again, is added to and never changed.</summary>
internal static class ProgressionLocks
{
    private static readonly (string Table, string SameKey)[] Tables =
    [
        ("ProgressionEntry", "Id = NEW.Id OR (DecisionId = NEW.DecisionId AND Ordinal = NEW.Ordinal)"),
        ("ResitEntry", "Id = NEW.Id OR (ProgressionId = NEW.ProgressionId AND RegistrationId = NEW.RegistrationId)"),
    ];

    public static IReadOnlyList<string> Sqlite { get; } = [.. Tables.SelectMany(t => new[]
    {
        Trigger(t.Table, "Insert", $"EXISTS (SELECT 1 FROM {t.Table} WHERE {t.SameKey})", AppendOnly),
        Trigger(t.Table, "Update", "1", AppendOnly),
        Trigger(t.Table, "Delete", "1", AppendOnly),
    })];

    public static IReadOnlyList<string> SqlServer { get; } = [.. Tables.Select(t => SqlServerLocks.Trigger(t.Table, "Lock", (SqlServerLocks.AnyOld, AppendOnly)))];
}
