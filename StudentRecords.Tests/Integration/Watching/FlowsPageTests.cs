using StudentRecords.Domain.Integration;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Watching;

/// <summary>docs/flows.md is the catalogue, in the catalogue's words.</summary>
public sealed class FlowsPageTests
{
    [Fact]
    public void FlowsPage_SaysWhatTheCatalogueSays() =>
        Assert.Equal(FlowCatalogue.All.Select(Row), File.ReadLines(Path.Combine(Repository.Root, "docs", "flows.md")).Where(l => l.StartsWith("| F", StringComparison.Ordinal) && char.IsDigit(l[3])));

    private static string Row(Flow flow) =>
        $"| {flow.Code} | {flow.From} → {flow.To} | {flow.Name} | {flow.Messages} | {flow.ContractVersion} | {flow.Promise} | {flow.Owner} | {flow.Sensitivity} | {flow.Channel.Replace(" | ", ", ", StringComparison.Ordinal)} | {flow.Reconciliation} |";
}
