namespace StudentRecords.Tests.House;

/// <summary>The same area word in all projects, area first, three folders deep at most.</summary>
public sealed class FolderTests
{
    private static readonly string[] Areas =
    [
        "Access", "Adjustments", "Assessment", "Audit", "Calendar", "Curriculum", "Enrolment", "ExamBoards", "Funding", "Hesa",
        "Integration", "Jobs", "Misconduct", "Sponsorship", "Students", "Support", "Teaching",
    ];

    private static readonly Dictionary<string, string[]> Beside = new()
    {
        ["Domain"] = [],
        ["Infrastructure"] = ["Demo", "Documents", "Replay", "Store", "Work"],
        ["Tests"] = ["Browser", "Components", "Demo", "Documents", "Faults", "House", "Pages", "Replay", "Store", "Support", "Web"],
        ["Web"] = ["Components", "Hosting", "Properties", "Verbs"],
    };

    private static readonly string[] Kinds = ["Entities", "Enums", "Services", "Helpers", "Utils", "Utilities", "Common", "Managers", "Dtos", "Models", "Interfaces", "Shared.Models"];

    [Fact]
    public void EveryFolder_IsAnAreaOrOneOfTheFewBeside() =>
        Offenders.None(SourceFile.All.Where(f => f.Folders.Length > 0).Where(f => !Areas.Contains(f.Folders[0]) && !Beside[f.Project].Contains(f.Folders[0])));

    [Fact]
    public void EveryFolderOfPages_IsAnArea() =>
        Offenders.None(SourceFile.All.Where(f => f is { Project: "Web", Folders: ["Components", "Pages", _, ..] }).Where(f => !Areas.Contains(f.Folders[2]) && f.Folders[2] != "Home"));

    [Fact]
    public void NoFolder_IsNamedForAKind() => Offenders.None(SourceFile.All.Where(f => f.Folders.Intersect(Kinds).Any()));

    /// <summary>Components/Pages counts as one: an area's pages are in a folder, each of its journeys in one more.</summary>
    [Fact]
    public void NoFolder_IsDeeperThanThree() =>
        Offenders.None(SourceFile.All.Where(f => f.Folders.Length - (f.Folders is ["Components", "Pages", ..] ? 1 : 0) > 3));

    /// <summary>Numbered rules, and two samples for each flow.</summary>
    private static readonly string[] MayBeFull = ["/Rules", "/Samples"];

    [Fact]
    public void NoFolder_HasMoreThanThirtyFiles() =>
        Offenders.None(SourceFile.All.GroupBy(f => string.Join('/', f.Folders.Prepend(f.Project))).Where(g => g.Count() > 30 && !MayBeFull.Any(m => g.Key.EndsWith(m, StringComparison.Ordinal))).Select(g => $"{g.Key}: {g.Count()}"));
}
