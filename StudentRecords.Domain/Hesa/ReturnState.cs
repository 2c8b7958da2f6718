namespace StudentRecords.Domain.Hesa;

/// <summary>How far a return has come.</summary>
public enum ReturnState
{
    /// <summary>Its entities are being derived; a build that was killed starts again from here.</summary>
    Building,
    Built,
    Compared,
    Validated,
    Approved,
    Submitted,
}
