namespace StudentRecords.Domain.Integration;

/// <summary>
/// A key with which another system signs what it sends. Two may be valid at once, so that a system changes its key without a
/// pause. Ended, never deleted: old messages were signed with it.
/// </summary>
public sealed class PartnerCredential : IVersioned
{
    private PartnerCredential() { }

    public PartnerCredential(string system, string keyId, string protectedSecret, DateTimeOffset validFrom, DateTimeOffset? validTo)
    {
        System = system;
        KeyId = keyId;
        ProtectedSecret = protectedSecret;
        ValidFrom = validFrom;
        ValidTo = validTo;
    }

    public long Id { get; private set; } = RecordId.Next();

    /// <summary>Code of the system that holds it; it may send the flows that come from that system and no others.</summary>
    public string System { get; private set; } = "";

    /// <summary>Sent with each request; no secret.</summary>
    public string KeyId { get; private set; } = "";

    /// <summary>The shared secret, readable only with the record's own keys.</summary>
    public string ProtectedSecret { get; private set; } = "";

    public DateTimeOffset ValidFrom { get; private set; }

    /// <summary>The first moment at which it is no longer taken; open when null.</summary>
    public DateTimeOffset? ValidTo { get; private set; }

    public long Version { get; private set; }

    public bool ValidAt(DateTimeOffset moment) => moment >= ValidFrom && !(moment >= ValidTo);

    /// <summary>Ends the key at once or later; a key that has ended stays ended.</summary>
    public Outcome End(DateTimeOffset at, DateTimeOffset now)
    {
        if (ValidTo <= now)
        {
            return Outcome.Refused("KEY_ENDED", "This key has already ended.");
        }

        if (at < now)
        {
            return Outcome.Refused("END_IN_PAST", "A key cannot end in the past: what it signed until now was taken.");
        }

        ValidTo = at;
        return Outcome.Done;
    }
}
