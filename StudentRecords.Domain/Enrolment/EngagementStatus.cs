namespace StudentRecords.Domain.Enrolment;

/// <summary>What an engagement is, from accepted applicant to completion.</summary>
public enum EngagementStatus
{
    /// <summary>Handed over by admissions, not yet enrolled.</summary>
    Expected,

    /// <summary>Fully enrolled: identity verified, nothing in the way.</summary>
    Enrolled,
    Interrupted,
    Withdrawn,
    Transferred,

    /// <summary>Never came.</summary>
    NoShow,
    Deceased,
    Completed,
}
