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

    /// <summary>Left for another engagement here, as brought in from an older system; a change of programme keeps its engagement.</summary>
    Transferred,

    /// <summary>Never came.</summary>
    NoShow,
    Deceased,
    Completed,

    /// <summary>Accepted, and coming later than agreed: expected again on another day.</summary>
    Deferred,
}
