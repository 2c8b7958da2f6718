using System.Globalization;
using StudentRecords.Tests.Support;
using Xunit.Abstractions;

namespace StudentRecords.Tests.Faults.Long;

/// <summary>A test of minutes; skipped, and counted as skipped, unless STUDENTRECORDS_FAULTS says for how many minutes the hub is to be killed at random.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactForFaultsAttribute : FactAttribute
{
    private const string Variable = "STUDENTRECORDS_FAULTS";

    /// <param name="tool">An outside program that it needs.</param>
    public FactForFaultsAttribute(string? tool = null) => Skip = Minutes <= 0 ? $"{Variable} does not ask for it." : tool is null ? null : new ToolFactAttribute(tool).Skip;

    internal static double Minutes => double.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var minutes) ? minutes : 0;
}

/// <summary>The long tests, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class LongFaults
{
    public const string Name = "Long faults";

    /// <summary>Tells a result to whoever reads the test's output, and in the file that test.sh shows at its end.</summary>
    internal static void Tell(ITestOutputHelper output, string line)
    {
        output.WriteLine(line);
        File.AppendAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "test")).FullName, "faults.txt"), line + Environment.NewLine);
    }
}
