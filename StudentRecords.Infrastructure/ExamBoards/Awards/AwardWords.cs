using StudentRecords.Domain.Assessment.Awards;

namespace StudentRecords.Infrastructure.ExamBoards.Awards;

/// <summary>Decisions in the words of the papers, on screen and in print.</summary>
public static class AwardWords
{
    public static string Of(AwardCode code) => code switch
    {
        AwardCode.Proceed => "Proceed",
        AwardCode.ProceedWithAllowance => "Proceed with allowance",
        AwardCode.ProceedTrailing => "Proceed, trailing",
        AwardCode.Refer => "Refer",
        AwardCode.Defer => "Defer",
        AwardCode.RepeatModules => "Repeat modules",
        AwardCode.RepeatStage => "Repeat the stage",
        AwardCode.ExitAward => "Exit award",
        AwardCode.Award => "Award",
        AwardCode.Withdraw => "Withdraw",
        AwardCode.HeldMissing => "Held: marks missing",
        _ => "Held: misconduct",
    };
}
