namespace StudentRecords.Domain.Enrolment;

/// <summary>What may be done with an engagement's status. Which step leads where stands in <see cref="StatusTable"/>.</summary>
public enum EnrolmentStep
{
    Confirm,
    Withdraw,
    Interrupt,

    /// <summary>Back from an interruption.</summary>
    Return,

    /// <summary>To another programme, mode or venue; the engagement goes on.</summary>
    Transfer,

    /// <summary>Was expected and never came.</summary>
    NoShow,

    /// <summary>Comes later than agreed.</summary>
    Defer,

    /// <summary>A deferred place is taken up: expected again.</summary>
    TakeUp,

    /// <summary>The student has died; see <c>docs/decisions/quiet-handling.md</c>.</summary>
    RecordDeath,
    Complete,
}
