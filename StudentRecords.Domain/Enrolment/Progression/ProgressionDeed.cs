using StudentRecords.Domain.Assessment.Awards;

namespace StudentRecords.Domain.Enrolment.Progression;

/// <summary>What a ratified decision does to an enrolment.</summary>
public enum ProgressionDeed
{
    /// <summary>Nothing here: who completes waits for graduation, and who is held waits for a decision.</summary>
    Nothing,

    /// <summary>The next year of the programme is opened in the next academic year.</summary>
    OpensNextStage,

    /// <summary>The same year of the programme is opened again in the next academic year.</summary>
    OpensSameStage,

    /// <summary>No stage is opened: the resits of this year come first, and a decision after them.</summary>
    WaitsForResits,

    /// <summary>The engagement ends without an award.</summary>
    Ends,

    /// <summary>The engagement ends with the exit award.</summary>
    EndsWithAward,
}

/// <summary>What became of a module that is to be taken again.</summary>
public enum ResitKind
{
    /// <summary>Once more in this year's resit diet, as a further attempt.</summary>
    Resit,

    /// <summary>In this year's resit diet as the same attempt, which was deferred.</summary>
    SameAttempt,

    /// <summary>Beside the next stage, as a further attempt.</summary>
    Trailing,

    /// <summary>With the stage that is repeated.</summary>
    Repeat,
}

/// <summary>By code of the decision, what follows from it. The table is the whole of it.</summary>
public static class ProgressionTable
{
    public static ProgressionDeed Of(AwardCode code) => code switch
    {
        AwardCode.Proceed or AwardCode.ProceedWithAllowance or AwardCode.ProceedTrailing => ProgressionDeed.OpensNextStage,
        AwardCode.RepeatModules or AwardCode.RepeatStage => ProgressionDeed.OpensSameStage,
        AwardCode.Refer or AwardCode.Defer => ProgressionDeed.WaitsForResits,
        AwardCode.Withdraw => ProgressionDeed.Ends,
        AwardCode.ExitAward => ProgressionDeed.EndsWithAward,
        _ => ProgressionDeed.Nothing,
    };

    /// <summary>How a module without credit is taken again after the decision; null: it is not.</summary>
    /// <param name="code">The decision.</param>
    /// <param name="isDeferred">Its board deferred the attempt.</param>
    public static ResitKind? Again(AwardCode code, bool isDeferred) => (code, isDeferred) switch
    {
        (AwardCode.Refer or AwardCode.Defer, true) => ResitKind.SameAttempt,
        (AwardCode.Refer or AwardCode.Defer, false) => ResitKind.Resit,
        (AwardCode.ProceedTrailing, _) => ResitKind.Trailing,
        (AwardCode.RepeatModules or AwardCode.RepeatStage, _) => ResitKind.Repeat,
        _ => null,
    };
}
