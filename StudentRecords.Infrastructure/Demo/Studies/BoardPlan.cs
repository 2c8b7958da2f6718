using StudentRecords.Domain.ExamBoards;

namespace StudentRecords.Infrastructure.Demo.Studies;

/// <summary>How far the module boards of the newest year have come; those of the years before are all ratified.</summary>
internal static class BoardPlan
{
    private static readonly HashSet<string> NotOpened = ["CS305-2024S", "HI305-2024S", "ME405-2024S"];
    private static readonly HashSet<string> Sitting = ["ME203-2024S", "DS703-2024S"];
    private static readonly HashSet<string> Frozen = ["CS203-2024S", "CS205-2024S", "HI103-2024S", "HI203-2024S", "DS704-2024S"];

    public static PlannedStage Of(PlannedModule module, int year) => (module.OccurrenceIn(year), module.Period) switch
    {
        _ when year < DemoYears.Newest => PlannedStage.Ratified,
        (var key, _) when NotOpened.Contains(key) => PlannedStage.NotOpened,
        (var key, _) when Sitting.Contains(key) => PlannedStage.Sitting,
        (var key, _) when Frozen.Contains(key) => PlannedStage.Frozen,
        (_, "Autumn") => module.Programme == "BA-HIST" ? PlannedStage.RatifiedAndHeld : PlannedStage.Ratified,
        _ => PlannedStage.Preparing,
    };

    /// <summary>Marks may still be missing while the board prepares.</summary>
    public static bool MayMiss(PlannedModule module, int year) => Of(module, year) is PlannedStage.Preparing or PlannedStage.NotOpened;

    /// <summary>Boards of past years met when the August resits were marked; those of the newest year meet after each period.</summary>
    public static DateOnly MeetsOn(PlannedModule module, int year) => Of(module, year) switch
    {
        _ when year < DemoYears.Newest => new DateOnly(year + 1, 9, 10).AddDays(Dice.Of(module.Code, "meets").Roll(8)),
        PlannedStage.Ratified => new DateOnly(2025, 3, 5).AddDays(Dice.Of(module.Code, "meets").Roll(8)),
        PlannedStage.RatifiedAndHeld or PlannedStage.Sitting => DemoYears.StoryEnds,
        PlannedStage.Frozen => new DateOnly(2025, 6, 26),
        _ => new DateOnly(2025, 7, 1).AddDays(Dice.Of(module.Code, "meets").Roll(6)),
    };

    /// <summary>What the external examiner says of the pack; nothing yet on some that are frozen.</summary>
    public static (ExaminerVerdict? Verdict, string? Comment) ExaminerSays(string occurrence, PlannedStage stage) => (stage, occurrence) switch
    {
        (PlannedStage.Frozen, "CS205-2024S") => (ExaminerVerdict.Signed, null),
        (PlannedStage.Frozen, "HI203-2024S") => (ExaminerVerdict.Refused, "Two scripts of the sample carry no sign of second marking. Please send them again."),
        (PlannedStage.Frozen, _) => (null, null),
        (PlannedStage.Sitting, "DS703-2024S") => (ExaminerVerdict.Qualified, "Standards are sound; the feedback on question 3 should be fuller next year."),
        _ => (ExaminerVerdict.Signed, null),
    };
}

internal enum PlannedStage
{
    /// <summary>Nobody has opened the board.</summary>
    NotOpened,

    /// <summary>Marks are coming in.</summary>
    Preparing,

    /// <summary>The pack lies with the external examiner.</summary>
    Frozen,

    /// <summary>Half decided.</summary>
    Sitting,

    Ratified,

    /// <summary>Ratified, results not yet released.</summary>
    RatifiedAndHeld,
}
