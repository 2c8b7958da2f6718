namespace StudentRecords.Domain.Integration;

/// <summary>
/// When so much is taken away at once that a person is asked before it happens. A batch or snapshot that lost its second half looks to a machine
/// like a decision to end everything that is not in it.
/// </summary>
public static class MassChange
{
    /// <summary>Code under which it is stopped.</summary>
    public const string Code = "MASS_CHANGE";

    /// <summary>Fewer than these are never stopped.</summary>
    public const int Fewest = 20;

    /// <summary>The largest share, in per cent, that may go without a person.</summary>
    public const int Share = 20;

    /// <summary>A list of one group or register with fewer on it is never stopped.</summary>
    public const int FewestOnAList = 10;

    /// <summary>Messages that end or cancel something, by flow.</summary>
    private static readonly Dictionary<string, string[]> Ends = new()
    {
        ["F001"] = ["StructureRetired"],
        ["F004"] = ["TeachingEventCancelled"],
        ["F022"] = ["AccountLocked"],
        ["F028"] = ["AtRiskFlagWithdrawn"],
        ["F034"] = ["SupervisorEnded"],
        ["F040"] = ["StudentshipTerminated"],
        ["F063"] = ["ReasonableAdjustmentEnded"],
    };

    /// <summary>The flow's messages that end or cancel something.</summary>
    public static IReadOnlyList<string> EndsOf(string flow) => Ends.GetValueOrDefault(flow) ?? [];

    /// <param name="gone">How many would go.</param>
    /// <param name="held">Of how many that are held.</param>
    public static bool IsTooMuch(int gone, int held) => gone >= Fewest && gone * 100L > (long)held * Share;

    /// <summary>Whether a whole list that came in one message would take away more than half of what was on it.</summary>
    /// <param name="gone">How many would go.</param>
    /// <param name="held">How many were on it.</param>
    public static bool IsTooMuchOfAList(int gone, int held) => held >= FewestOnAList && gone * 2 > held;
}
