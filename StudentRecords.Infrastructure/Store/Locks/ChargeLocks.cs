using static StudentRecords.Infrastructure.Store.Locks.SqliteLocks;

namespace StudentRecords.Infrastructure.Store.Locks;

/// <summary>A charge is never edited: what was wrong is reversed by another row. Deleting is left open, for a record that may no longer be kept goes with its charges.</summary>
internal static class ChargeLocks
{
    public static IReadOnlyList<string> Sqlite { get; } =
    [
        Trigger("FeeCharge", "Insert", "EXISTS (SELECT 1 FROM FeeCharge WHERE Id = NEW.Id OR ReversesId = NEW.ReversesId)", AppendOnly),
        Trigger("FeeCharge", "Update", "1", AppendOnly),
    ];

    public static IReadOnlyList<string> SqlServer { get; } =
    [
        SqlServerLocks.Trigger("FeeCharge", "Lock", ("SELECT 1 FROM inserted i WHERE EXISTS (SELECT 1 FROM deleted)", AppendOnly)),
    ];
}
