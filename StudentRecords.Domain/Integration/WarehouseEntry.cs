namespace StudentRecords.Domain.Integration;

/// <summary>That a row of the record is in a batch for the warehouse (F029) and what it was then, so that none is passed over and one that changes goes again.</summary>
public sealed class WarehouseEntry
{
    private WarehouseEntry() { }

    public WarehouseEntry(long entryId, long digest)
    {
        EntryId = entryId;
        Digest = digest;
    }

    /// <summary>The row, of whichever table.</summary>
    public long EntryId { get; private set; }

    /// <summary>First eight bytes of the SHA-256 of what went; null where it went before digests were kept, and goes once more.</summary>
    public long? Digest { get; private set; }
}
