namespace StudentRecords.Domain.Hesa.Compare;

/// <summary>What the compare run says of an entity.</summary>
public enum EntityStatus
{
    Unchanged,
    New,
    Amended,

    /// <summary>Itself unchanged; it is in the file because something below it is.</summary>
    Identify,

    /// <summary>Has a field that had to be derived and could not be.</summary>
    Error,

    /// <summary>Reported before and gone now; never in the file.</summary>
    Delete,
}

/// <summary>What the compare run says of a field.</summary>
public enum FieldStatus
{
    Unchanged,
    New,
    Amended,
    Error,
    Delete,
}
