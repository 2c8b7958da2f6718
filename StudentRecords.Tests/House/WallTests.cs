using System.Text.RegularExpressions;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure;

namespace StudentRecords.Tests.House;

/// <summary>Domain decides, Infrastructure does, Web asks.</summary>
public sealed partial class WallTests
{
    [Fact]
    public void Domain_ReferencesNothingButTheFramework()
    {
        var project = SourceFile.All.Single(f => f.Path == "StudentRecords.Domain/StudentRecords.Domain.csproj").Text;
        Assert.DoesNotContain("Reference Include", project, StringComparison.Ordinal);
        Assert.All(typeof(Person).Assembly.GetReferencedAssemblies(), a => Assert.StartsWith("System", a.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void Infrastructure_KnowsNothingOfTheWeb() =>
        Assert.DoesNotContain(typeof(RegistryServices).Assembly.GetReferencedAssemblies(), a => a.Name is "StudentRecords.Web" or "Microsoft.AspNetCore.Components");

    [Fact]
    public void Pages_NeverTouchTheStore() =>
        Offenders.None(SourceFile.All.Where(f => f.Project == "Web" && f.Folders.FirstOrDefault() == "Components").Where(f => Store().IsMatch(f.Text)));

    /// <summary>Time comes in: only the maker of ids reads the machine's clock, and its ids decide nothing.</summary>
    [Fact]
    public void NobodyReadsTheMachinesClock() =>
        Offenders.None(SourceFile.Code.Where(f => f.Project != "Tests" && f.Path != "StudentRecords.Domain/RecordId.cs").Where(f => Clock().IsMatch(f.Text)));

    [GeneratedRegex(@"RegistryDbContext|IDbContextFactory|Microsoft\.EntityFrameworkCore")]
    private static partial Regex Store();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?Now\b|\bDateTime\.Today\b")]
    private static partial Regex Clock();
}
