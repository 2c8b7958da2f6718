namespace StudentRecords.Domain.Integration;

/// <summary>What became of a message that came in.</summary>
public enum InboxState
{
    /// <summary>Durably taken, not yet applied (waiting for a retry after a passing fault).</summary>
    Accepted,

    /// <summary>Its effect is in the record.</summary>
    Applied,

    /// <summary>Older than what the record holds: acknowledged and ignored.</summary>
    Stale,

    /// <summary>Names something that has not arrived yet; tried again when it does.</summary>
    Parked,

    /// <summary>Cannot be applied; a person decides. The raw text and the reason are kept.</summary>
    Quarantined,

    /// <summary>The rules said no and the sender was answered with every reason; nobody has to act.</summary>
    Refused,

    /// <summary>Set aside by a person, with a reason.</summary>
    SetAside,
}
