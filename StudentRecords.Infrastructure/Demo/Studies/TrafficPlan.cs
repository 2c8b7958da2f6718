namespace StudentRecords.Infrastructure.Demo.Studies;

/// <summary>What of the newest year comes as messages through the hub's door, and not by hand.</summary>
internal static class TrafficPlan
{
    private static readonly HashSet<string> Modules = [];

    public static bool BringsMarks(PlannedStudy study) => Modules.Contains(study.Occurrence);
}
