using StudentRecords.Domain.Integration;
using StudentRecords.Tests.House;

namespace StudentRecords.Tests.Integration.RollCalls;

/// <summary>Names no test by hand: each flow into the record has one that sees its effect as the record's own pages do, and one in which a message is not applied, with its reason.</summary>
public sealed class InboundRollCallTests
{
    /// <summary>With the external examiner's word (F068), which is keyed. Those that only pass by (F055 to F058) change nothing here.</summary>
    private static IEnumerable<string> Inbound => FlowCatalogue.All.Where(f => f.Direction == FlowDirection.In || f.IsKeyed).Select(f => f.Code);

    [Fact]
    public void EveryInboundFlow_HasATestOfWhatItChanges() => Assert.Equal(Inbound, MarkedTests.Flows<ChangesTheRecordAttribute>());

    [Fact]
    public void EveryInboundFlow_HasATestOfAMessageThatIsNotApplied() => Assert.Equal(Inbound, MarkedTests.Flows<RefusedOnArrivalAttribute>());

    [Fact]
    public void EveryTestOfAChange_SaysTheMessageAndAsksAPublicQuery() => Offenders.None(Readings<ChangesTheRecordAttribute>().Where(r => !r.Reading.Changes(r.Flow)).Select(r => $"{r.Test} {r.Flow}"));

    [Fact]
    public void NoTestOfAChange_AssertsWhatIsInATable() => Offenders.None(Readings<ChangesTheRecordAttribute>().SelectMany(r => r.Reading.OfTables().Select(s => $"{r.Test}: {s}")).Distinct());

    [Fact]
    public void EveryTestOfARefusal_NamesItsReason() => Offenders.None(Readings<RefusedOnArrivalAttribute>().Where(r => !r.Reading.Refuses(r.Flow)).Select(r => $"{r.Test} {r.Flow}"));

    private static IEnumerable<(string Test, string Flow, InboundReading Reading)> Readings<T>()
        where T : OfFlowsAttribute => MarkedTests.Of<T>().SelectMany(m => new InboundReading(TestSource.Of(m.Method.DeclaringType!), m.Method.Name) is var reading ? m.Flows.Select(f => (MarkedTests.Name(m.Method), f, reading)) : []);
}

/// <summary>Messages of these flows go through a door, and what they change is seen through the public queries of the record.</summary>
internal sealed class ChangesTheRecordAttribute(params string[] flows) : OfFlowsAttribute(flows);

/// <summary>A message of these flows is refused, quarantined or parked, for the reason that the test names.</summary>
internal sealed class RefusedOnArrivalAttribute(params string[] flows) : OfFlowsAttribute(flows);
