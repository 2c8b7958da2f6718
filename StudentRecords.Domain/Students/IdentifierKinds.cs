namespace StudentRecords.Domain.Students;

/// <summary>Identifiers that the record itself knows the meaning of.</summary>
public static class IdentifierKinds
{
    /// <summary>HESA student identifier, minted here with its check digit; written once.</summary>
    public const string Sid = "SID";

    /// <summary>Older 13-digit HESA identifier, kept as SID by those who have one.</summary>
    public const string Husid = "HUSID";

    public const string Uln = "ULN";

    /// <summary>Student Support Number of the Student Loans Company.</summary>
    public const string SupportNumber = "SSN";

    public const string UcasPersonalId = "UCASPERID";

    /// <summary>Number in the staff system, for those who are student and staff at once.</summary>
    public const string StaffNumber = "STAFF";

    /// <summary>The id by which a feeding system names the person in its messages.</summary>
    public const string SystemId = "ID";
}
