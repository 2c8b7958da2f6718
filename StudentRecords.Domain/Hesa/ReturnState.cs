namespace StudentRecords.Domain.Hesa;

/// <summary>How far a return has come.</summary>
public enum ReturnState
{
    /// <summary>Its entities are being derived; a build that was killed starts again from here.</summary>
    Building,
    Built,
    Compared,

    /// <summary>Every rule was asked.</summary>
    Validated,

    /// <summary>Somebody stands for what the rules found.</summary>
    Approved,

    /// <summary>Two people have signed.</summary>
    SignedOff,
    Submitted,

    /// <summary>The authority has said that it holds it.</summary>
    Acknowledged,
}
