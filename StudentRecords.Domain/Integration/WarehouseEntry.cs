namespace StudentRecords.Domain.Integration;

/// <summary>That a status entry is in a batch for the warehouse (F029), so that each is in one and none is passed over.</summary>
public sealed class WarehouseEntry
{
    private WarehouseEntry() { }

    public WarehouseEntry(long entryId) => EntryId = entryId;

    /// <summary>The status entry.</summary>
    public long EntryId { get; private set; }
}
