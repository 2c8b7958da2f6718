using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Integration.Telling;
using StudentRecords.Tests.House;
using StudentRecords.Tests.Integration.RollCalls;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Telling;

/// <summary>Names no test by hand: each flow out of the record has one that says its exact fields and one in which it is not sent, both after a use case.</summary>
public sealed class OutboundRollCallTests
{
    /// <summary>
    /// Flows that carry nothing but figures or audiences as of a moment, whole each time. Nothing of them could stop being so, for they say when it was so; what they rest on besides
    /// is that the flow is operated here, which is asked of every message (<see cref="ReceiverTests"/>).
    /// </summary>
    private static readonly Dictionary<string, string> OnlyOvertaken = new()
    {
        ["F002"] = "Figures as of a day, small ones not given; the newest day's go (latest asOf wins)",
        ["F019"] = "Volumes, demand and occupancy as of a day; the newest day's go (latest asOf wins)",
        ["F027"] = "Extracts under pseudonyms as of a night; a re-run replaces the same partition",
        ["F041"] = "An audience as of a night, under pseudonyms; to keep it back would leave an older one in its place",
    };

    /// <summary>What a test that says a message's fields must ask for.</summary>
    private static readonly string[] AsksForFields = ["Fields.Of(", "Fields(", "EnumerateObject()"];

    /// <summary>Every test of a refusal lets the messages go.</summary>
    private static readonly string[] Sends = ["DrainAsync(", "PassAsync(", "WithdrawnAsync("];

    /// <summary>A test of a precondition says why a message did not go, or that what waited went when its time had come.</summary>
    private static readonly string[] SaysWhy = ["LastError", "AtSend.Withdrawn", "AtSend.Waits", "WithdrawnAsync("];

    [Fact]
    public void EveryOutboundFlow_HasATestOfItsExactFields() => Assert.Equal(Outbound, MarkedTests.Flows<ExactFieldsAttribute>());

    [Fact]
    public void EveryOutboundFlow_HasATestOfAPreconditionThatIsAskedAgainAtSend_ButThoseThatHaveNone() => Assert.Equal(Outbound.Except(OnlyOvertaken.Keys), MarkedTests.Flows<RefusedAtSendAttribute>());

    [Fact]
    public void EveryFlowWithoutAPrecondition_HasATestThatOnlyItsNewestWordGoes() => Assert.Empty(OnlyOvertaken.Keys.Except(MarkedTests.Flows<OvertakenAtSendAttribute>()));

    /// <summary>The list is held to the gates: whoever is on it has no other, and whoever has no other, and no messages of a second kind, is on it.</summary>
    [Fact]
    public void FlowsWithoutAPrecondition_AreThoseWhoseEveryGateAsksForTheNewestWord()
    {
        using var registry = new TestRegistry();
        var gates = registry.Services.GetServices<IOutboundGate>().ToLookup(g => g.Guards.Flow);
        Assert.Equal(OnlyOvertaken.Keys.Order(StringComparer.Ordinal), Outbound.Where(f => gates[f].Any() && gates[f].All(g => g is LatestGate)));
        Offenders.None(OnlyOvertaken.Keys.SelectMany(f => FlowCatalogue.Find(f)!.MessageNames.Except(gates[f].Select(g => g.Guards.Type)).Select(type => $"{f} {type} has no gate")));
    }

    [Fact]
    public void EveryTestThatSaysSo_AsksForIt() => Offenders.None(MarkedTests.Of<ExactFieldsAttribute>().Where(m => !MarkedTests.Asks(m.Method, AsksForFields)).Select(m => m.Method)
        .Concat(MarkedTests.Of<RefusedAtSendAttribute>().Select(m => m.Method).Where(m => !MarkedTests.Asks(m, Sends) || MarkedTests.Asks(m, ["LatestGate.Overtaken", "AtSend.Overtaken"]) || !(MarkedTests.Asks(m, SaysWhy) || WaitsAndGoes(m))))
        .Concat(MarkedTests.Of<OvertakenAtSendAttribute>().Select(m => m.Method).Where(m => !MarkedTests.Asks(m, Sends) || !MarkedTests.Asks(m, ["LatestGate.Overtaken", "AtSend.Overtaken"])))
        .Select(MarkedTests.Name));

    /// <summary>A message that a test wrote into the outbox itself is not caused by the record.</summary>
    [Fact]
    public void NoTestThatSaysSo_WritesItsOwnMessages() => Offenders.None(MarkedTests.Of<ExactFieldsAttribute>().Concat(MarkedTests.Of<RefusedAtSendAttribute>()).Concat(MarkedTests.Of<OvertakenAtSendAttribute>()).Where(m => MarkedTests.Asks(m.Method, ["new OutboxMessage("])).Select(m => MarkedTests.Name(m.Method)));

    private static IEnumerable<string> Outbound => FlowCatalogue.All.Where(f => f.Direction == FlowDirection.Out).Select(f => f.Code);

    /// <summary>Not sent before its time, and sent when the clock has come to it.</summary>
    private static bool WaitsAndGoes(MethodInfo method) => MarkedTests.Asks(method, ["OutboxState.Unsent"]) && MarkedTests.Asks(method, ["Clock.Advance("]) && MarkedTests.Asks(method, ["OutboxState.Delivered"]);
}

/// <summary>After a use case, the message has these fields and no others.</summary>
internal sealed class ExactFieldsAttribute(params string[] flows) : OfFlowsAttribute(flows);

/// <summary>After a use case, the message is withdrawn or held when it should go, because what it rests on is no longer so, or not yet. That a newer word was written is another mark.</summary>
internal sealed class RefusedAtSendAttribute(params string[] flows) : OfFlowsAttribute(flows);

/// <summary>After a use case, the message is withdrawn when it should go, because a newer word of the same was written; nothing else was asked.</summary>
internal sealed class OvertakenAtSendAttribute(params string[] flows) : OfFlowsAttribute(flows);
