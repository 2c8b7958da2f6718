using System.Text.RegularExpressions;

namespace StudentRecords.Tests.House;

/// <summary>Habits that the house does not have.</summary>
public sealed partial class HabitTests
{
    // these patterns would find themselves here
    private static IEnumerable<SourceFile> Code => SourceFile.Code.Where(f => f.Name != nameof(HabitTests));

    [Fact]
    public void NothingIsLeftUnfinished() => Offenders.None(Code.Where(f => Unfinished().IsMatch(f.Text)));

    [Fact]
    public void NoExceptionIsSwallowed() => Offenders.None(Code.Where(f => Swallowed().IsMatch(f.Text)));

    [Fact]
    public void NoTestSleeps() => Offenders.None(Code.Where(f => f.Project == "Tests").Where(f => Sleep().IsMatch(f.Text)));

    [Fact]
    public void NoTestIsSkippedForGoodOrAssertsNothing() => Offenders.None(Code.Where(f => f.Project == "Tests").Where(f => Hollow().IsMatch(f.Text)));

    [Fact]
    public void NoFile_NamesAFolderOfOneMachine() => Offenders.None(Code.Where(f => MachinePath().IsMatch(f.Text)));

    /// <summary>A table of OneRoster is called as that standard calls it.</summary>
    [Fact]
    public void Words_AreSpeltAsInBritain() => Offenders.None(Code.Where(f => American().IsMatch(f.Text.Replace("\"enrollments", "\"", StringComparison.Ordinal))));

    [GeneratedRegex(@"\bTODO\b|\bFIXME\b|\bHACK\b|NotImplementedException|[Cc]oming soon|[Ll]orem ipsum")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"catch\s*(\([^)]*\))?\s*(when\s*\([^{]*\))?\s*\{\s*\}")]
    private static partial Regex Swallowed();

    [GeneratedRegex(@"Thread\.Sleep|Task\.Delay\((\d{4,}|TimeSpan\.From(Seconds|Minutes))")]
    private static partial Regex Sleep();

    [GeneratedRegex(@"Skip\s*=\s*""[^""]*""\s*\)|Assert\.True\(true\)")]
    private static partial Regex Hollow();

    [GeneratedRegex(@"""[^""\n]*(/home/|/root/|/work/|[A-Z]:\\\\Users)")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\b([Ee]nrollments?|[Oo]rganizations?|[Ff]avorites?|[Hh]onors degree)\b")]
    private static partial Regex American();
}
