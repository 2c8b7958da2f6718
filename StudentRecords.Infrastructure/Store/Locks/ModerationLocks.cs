using static StudentRecords.Infrastructure.Store.Locks.SqliteLocks;

namespace StudentRecords.Infrastructure.Store.Locks;

/// <summary>
/// The way of a mark to the board is added to and never changed, and not added to once the board has ratified: what is agreed on a mark counts in its result.
/// </summary>
internal static class ModerationLocks
{
    private static readonly (string Table, string SameKey)[] Tables =
    [
        ("ModerationPolicy", "Id = NEW.Id OR (Faculty = NEW.Faculty AND ModuleCode = NEW.ModuleCode AND PolicyVersion = NEW.PolicyVersion)"),
        ("ModerationRound", "Id = NEW.Id OR (ComponentId = NEW.ComponentId AND Ordinal = NEW.Ordinal)"),
        ("ModerationEntry", "Id = NEW.Id OR (MarkId = NEW.MarkId AND Number = NEW.Number)"),
    ];

    public static IReadOnlyList<string> Sqlite { get; } =
    [
        .. Tables.SelectMany(t => new[]
        {
            Trigger(t.Table, "Insert", $"EXISTS (SELECT 1 FROM {t.Table} WHERE {t.SameKey})", AppendOnly),
            Trigger(t.Table, "Update", "1", AppendOnly),
            Trigger(t.Table, "Delete", "1", AppendOnly),
        }),
        Trigger("ModerationEntry", "Insert", "EXISTS (SELECT 1 FROM BoardDecision WHERE RegistrationId = NEW.RegistrationId) OR EXISTS (SELECT 1 FROM Mark m JOIN BoardDecision d ON d.RegistrationId = m.RegistrationId WHERE m.Id = NEW.MarkId)", Locked, "Decided"),
    ];

    public static IReadOnlyList<string> SqlServer { get; } =
    [
        SqlServerLocks.Trigger("ModerationPolicy", "Lock", (SqlServerLocks.AnyOld, AppendOnly)),
        SqlServerLocks.Trigger("ModerationRound", "Lock", (SqlServerLocks.AnyOld, AppendOnly)),
        SqlServerLocks.Trigger(
            "ModerationEntry",
            "Lock",
            (SqlServerLocks.AnyOld, AppendOnly),
            ("SELECT 1 FROM inserted i JOIN BoardDecision d ON d.RegistrationId = i.RegistrationId", Locked),
            ("SELECT 1 FROM inserted i JOIN Mark m ON m.Id = i.MarkId JOIN BoardDecision d ON d.RegistrationId = m.RegistrationId", Locked)),
    ];
}
