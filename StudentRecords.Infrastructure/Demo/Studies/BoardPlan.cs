namespace StudentRecords.Infrastructure.Demo.Studies;

/// <summary>How far the module boards of the newest year have come; those of the years before are all ratified.</summary>
internal static class BoardPlan
{
    private static readonly HashSet<string> Sitting = ["ME203-2024S", "DS703-2024S"];
    private static readonly HashSet<string> Frozen = ["CS203-2024S", "CS205-2024S", "HI103-2024S", "HI203-2024S", "DS704-2024S"];

    public static PlannedStage Of(PlannedModule module, int year) => (module.OccurrenceIn(year), module.Period) switch
    {
        _ when year < DemoYears.Newest => PlannedStage.Ratified,
        (var key, _) when Sitting.Contains(key) => PlannedStage.Sitting,
        (var key, _) when Frozen.Contains(key) => PlannedStage.Frozen,
        (_, "Autumn") => module.Programme == "BA-HIST" ? PlannedStage.RatifiedAndHeld : PlannedStage.Ratified,
        _ => PlannedStage.Preparing,
    };

    /// <summary>Marks may still be missing while the board prepares.</summary>
    public static bool MayMiss(PlannedModule module, int year) => Of(module, year) == PlannedStage.Preparing;
}

internal enum PlannedStage
{
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
