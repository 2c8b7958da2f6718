namespace StudentRecords.Domain.Integration.Switching;

/// <summary>What a message of a parallel run came to.</summary>
public enum TrialOutcome
{
    /// <summary>It says what the applied message of its key says.</summary>
    Same,

    /// <summary>It says something else in at least one field.</summary>
    Differs,

    /// <summary>No message of its key and version was applied, or it was sent in the same version of the contract.</summary>
    Unmatched,

    /// <summary>It does not meet the contract.</summary>
    Unreadable,
}
