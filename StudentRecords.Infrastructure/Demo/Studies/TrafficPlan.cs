namespace StudentRecords.Infrastructure.Demo.Studies;

/// <summary>What of the newest year comes as messages through the hub's door, and not by hand.</summary>
internal static class TrafficPlan
{
    public const string Programme = "BSC-CS";

    private static readonly HashSet<string> Occurrences = ["CS101-2024Y", "CS103-2024S", "CS201-2024Y", "CS301-2024Y", "CS303-2024S"];

    public static bool BringsMarks(PlannedStudy study) => Occurrences.Contains(study.Occurrence);
}
