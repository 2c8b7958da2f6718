namespace StudentRecords.Domain.Adjustments;

/// <summary>What a reasonable adjustment gives. The need is in the record; why somebody has it never is.</summary>
public enum AdjustmentCategory
{
    /// <summary>Amount: per cent more time in examinations and timed tests.</summary>
    ExtraTime,

    /// <summary>Amount: minutes an hour.</summary>
    RestBreaks,
    SeparateRoom,
    ReaderOrScribe,
    Computer,

    /// <summary>Need: which format.</summary>
    AlternativeFormat,

    /// <summary>Amount: days more for coursework. Moves the clock of the late penalty.</summary>
    ExtendedSubmissionWindow,

    /// <summary>Need: which form of assessment instead.</summary>
    AlternativeAssessment,

    /// <summary>Amount: per cent of attendance expected.</summary>
    AttendanceThreshold,
    AttendanceExemption,

    /// <summary>Absence alerts are not raised.</summary>
    AlertSuspension,

    /// <summary>Comes back to study; raised by an interruption and its end too.</summary>
    ReturnToStudy,

    /// <summary>Entitled to the Disabled Students' Allowance.</summary>
    DsaEntitlement,

    /// <summary>No late penalty is taken.</summary>
    LatePenaltySuppression,
}

/// <summary>The format or form that is needed, for the categories that name one (words of 1EdTech AccessForAll PNP 3.0 where it has them).</summary>
public enum AdjustmentNeed
{
    None,
    LargePrint,
    Braille,
    ElectronicText,
    Audio,
    Captions,
    ColouredPaper,
    OralAssessment,
    WrittenAssessment,
    RecordedPresentation,
    TakeHomePaper,
}

/// <summary>How far an adjustment reaches.</summary>
public enum AdjustmentReach
{
    /// <summary>Everything that the student does.</summary>
    All,

    /// <summary>Key: a programme's code.</summary>
    Programme,

    /// <summary>Key: a module's code.</summary>
    Module,

    /// <summary>Key: a component's key.</summary>
    Assessment,
}

/// <summary>A student's component as a scope sees it.</summary>
public sealed record ScopedComponent(long ComponentId, string Programme, string Module, string Component, DateOnly? DueOn);
