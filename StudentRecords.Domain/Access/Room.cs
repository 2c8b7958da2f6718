namespace StudentRecords.Domain.Access;

/// <summary>What a permission is about: a part of the record or of the product that has a door of its own.</summary>
public enum Room
{
    /// <summary>Persons, contacts, identifiers, documents, engagements as seen on a student's record.</summary>
    Persons,

    /// <summary>Equality and disability declarations (special category); every read is written down.</summary>
    SpecialCategory,

    /// <summary>Reasonable adjustments: who needs what (special category); every read is written down.</summary>
    Adjustments,

    /// <summary>Exceptional circumstances by person (special category); every read is written down.</summary>
    Circumstances,

    /// <summary>Outcomes that came after a pack was frozen, as boards may see them: candidate number and code.</summary>
    LateOutcomes,

    /// <summary>Misconduct: findings, penalties, tariff; every read is written down.</summary>
    Misconduct,
    Catalogue,
    Enrolments,
    Holds,

    /// <summary>Permissions to study of sponsored students.</summary>
    Sponsorships,

    /// <summary>Who looks after a student: tutors, interventions, rooms, accounts, work for the institution.</summary>
    Support,
    Marks,

    /// <summary>Moderating marks, and confirming what was moderated: by candidate number.</summary>
    Moderation,

    /// <summary>Preparing boards: candidates, packs, membership, readiness.</summary>
    Boards,

    /// <summary>Deciding and ratifying.</summary>
    BoardDecisions,

    /// <summary>Appeals against ratified decisions: recorded, and approved by two people.</summary>
    Appeals,

    /// <summary>Who may graduate, ceremonies and their lists, conferment.</summary>
    Graduations,

    /// <summary>The external examiner's own pages, without names.</summary>
    ExaminerDesk,
    Money,
    Returns,
    FlowMessages,

    /// <summary>What is stuck on the flows that somebody answers for: how many, why and since when, without the messages.</summary>
    OwnedFlows,
    JobRequests,
    AuditTrail,
    Users,
}
