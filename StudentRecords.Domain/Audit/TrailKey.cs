namespace StudentRecords.Domain.Audit;

/// <summary>
/// The key under which the values in one person's trail entries are written. The trail is never changed; when a person's values
/// are disposed of this row goes, and what it would open stays closed for good while the chain still holds.
/// </summary>
public sealed class TrailKey
{
    private TrailKey() { }

    public TrailKey(long personId, byte[] key)
    {
        PersonId = personId;
        Key = key;
    }

    public long PersonId { get; private set; }

    /// <summary>256 random bits.</summary>
    public byte[] Key { get; private set; } = [];
}
