namespace StudentRecords.Domain.Access;

/// <summary>How far a permission goes; each level holds those before it.</summary>
public enum Level
{
    None,
    See,
    Change,

    /// <summary>Approve, ratify, submit: what binds the institution.</summary>
    Decide,
}
