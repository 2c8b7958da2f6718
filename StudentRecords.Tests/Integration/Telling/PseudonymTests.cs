using Microsoft.Extensions.Configuration;
using StudentRecords.Infrastructure.Integration.Extracts;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Telling;

/// <summary>A pseudonym is the same after every start, and another installation's is another.</summary>
public sealed class PseudonymTests
{
    [Fact]
    public void Pseudonyms_OutliveTheProcess_AndAreOfOneInstallation()
    {
        var (here, there) = (Path.Combine(RunFolder.NewFolder(), "here.db"), Path.Combine(RunFolder.NewFolder(), "there.db"));
        var first = At(here).Of("0000018");
        Assert.Equal(first, At(here).Of("0000018"));
        Assert.NotEqual(first, At(here).Of("0000026"));
        Assert.NotEqual(first, At(there).Of("0000018"));
        Assert.Equal([$"{here}.pseudonyms"], Directory.GetFiles(Path.GetDirectoryName(here)!));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode($"{here}.pseudonyms"));
        }
    }

    [Fact]
    public void Key_ThatIsSet_IsTaken_AndABrokenFileIsNotPassedOver()
    {
        var here = Path.Combine(RunFolder.NewFolder(), "here.db");
        Assert.Equal(At(here, "one key").Of("0000018"), At(Path.Combine(RunFolder.NewFolder(), "there.db"), "one key").Of("0000018"));
        File.WriteAllText($"{here}.pseudonyms", "short");
        Assert.Throws<InvalidOperationException>(() => At(here).Of("0000018"));
    }

    private static Pseudonyms At(string database, string? key = null) => new(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Database:Path"] = database, ["Hub:PseudonymKey"] = key }).Build());
}
