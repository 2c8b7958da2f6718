namespace StudentRecords.Domain.ExamBoards;

/// <summary>What a module board decides for one candidate.</summary>
public enum BoardOutcome
{
    Passed,

    /// <summary>Failed within the limits in which credit is given all the same; the actual mark stays.</summary>
    Condoned,

    /// <summary>Credit given for strength elsewhere; the actual mark stays.</summary>
    Compensated,
    Failed,

    /// <summary>To be assessed again, as a further attempt.</summary>
    Referred,

    /// <summary>To be assessed later, as the same attempt.</summary>
    Deferred,

    /// <summary>Left before completing.</summary>
    Withdrawn,
}
