using StudentRecords.Tests.Browser;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("StudentRecords.Tests.House.LongOnesFirst", "StudentRecords.Tests")]

namespace StudentRecords.Tests.House;

/// <summary>The round of all pages, the journeys and the whole replays take minutes: they begin first, so that the run does not end with one of them alone.</summary>
public sealed class LongOnesFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = [PagesCollection.Name, BrowserCollection.Name, nameof(Replay.ReplayTests), Demo.DemoCollection.Name, nameof(Enrolment.BulkKillTests), nameof(Faults.HubFaultTests)];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(c => Array.FindIndex(Long, l => c.DisplayName.EndsWith(l, StringComparison.Ordinal)) is var at && at < 0 ? Long.Length : at);
}
