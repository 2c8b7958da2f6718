namespace StudentRecords.Domain.Students.Retention;

/// <summary>Parts of a person's record that are kept for different times.</summary>
public enum RecordClass
{
    /// <summary>Address, telephone and e-mail.</summary>
    Contact,

    /// <summary>Equality and disability declarations.</summary>
    Equality,

    /// <summary>Identity papers and other documents, and where the evidence of identity checks lies.</summary>
    Documents,

    /// <summary>Charges, payments, awards and loan notices.</summary>
    Money,

    /// <summary>What was in messages to and from other systems.</summary>
    Messages,

    /// <summary>Holds that were released.</summary>
    Holds,

    /// <summary>Adjustments, circumstances, interventions and tutors.</summary>
    Support,

    /// <summary>Attendance, and what was concluded from it.</summary>
    Attendance,

    /// <summary>Permission to study, for a sponsor.</summary>
    Sponsorship,

    /// <summary>Bookings of rooms, and policies acknowledged.</summary>
    Residence,

    /// <summary>Work of students for the institution, and leave to be paid for it.</summary>
    Employment,

    /// <summary>The values before and after in the audit trail; that something was changed, when, by whom and why is kept for good.</summary>
    TrailValues,

    /// <summary>Name, programmes, registrations, marks and decisions: kept for good.</summary>
    AcademicRecord,
}
