namespace StudentRecords.Web.Components.Pages.Students.Modules;

/// <summary>How the rules of registration are called on screen.</summary>
internal static class RuleWords
{
    /// <summary>PREREQUISITE_MISSING becomes "prerequisite missing".</summary>
    public static string Of(string code) => code.Replace('_', ' ').ToLowerInvariant();

    /// <summary>The act's title, and its name in the history; null where there is no such act.</summary>
    public static (string Title, string Act)? Act(string act) => act switch
    {
        "register" => ("Register on a module", "RegisterOnModule"),
        "drop" => ("Give up a module", "GiveUpModule"),
        "swap" => ("Swap a module", "SwapModule"),
        "wait" => ("Wait for a place", "JoinWaitingList"),
        "leave-list" => ("Off the waiting list", "LeaveWaitingList"),
        _ => null,
    };
}
