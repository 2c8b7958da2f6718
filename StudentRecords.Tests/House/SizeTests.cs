namespace StudentRecords.Tests.House;

/// <summary>Files stay small enough to be read at one sitting.</summary>
public sealed class SizeTests
{
    [Fact]
    public void NoClassFile_HasMoreThan300Lines() => Offenders.None(SourceFile.All.Where(f => f.Is(".cs")).Where(f => f.Lines.Length > 300));

    [Fact]
    public void NoRazorFile_HasMoreThan120Lines() => Offenders.None(SourceFile.All.Where(f => f.Is(".razor")).Where(f => f.Lines.Length > 120));

    [Fact]
    public void Program_HasFewerThan60Lines() => Assert.True(SourceFile.All.Single(f => f.Path == "StudentRecords.Web/Program.cs").Lines.Length < 60);
}
