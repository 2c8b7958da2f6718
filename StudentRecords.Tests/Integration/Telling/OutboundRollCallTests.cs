using System.Reflection;
using StudentRecords.Domain.Integration;
using StudentRecords.Tests.House;

namespace StudentRecords.Tests.Integration.Telling;

/// <summary>Names no test by hand: each flow out of the record has one that says its exact fields and one in which it is not sent, both after a use case.</summary>
public sealed class OutboundRollCallTests
{
    /// <summary>What a test that says a message's fields must ask for, and what one of a refusal must.</summary>
    private static readonly string[] AsksForFields = ["Fields.Of(", "Fields(", "EnumerateObject()"];
    private static readonly string[] AsksForRefusal = ["OutboxState.Withdrawn", "OutboxState.Unsent", "Assert.NotEqual(OutboxState.Delivered", "WithdrawnAsync("];

    [Fact]
    public void EveryOutboundFlow_HasATestOfItsExactFields() => Assert.Equal(Outbound, Flows<ExactFieldsAttribute>());

    [Fact]
    public void EveryOutboundFlow_HasATestOfARefusalAtSend() => Assert.Equal(Outbound, Flows<RefusedAtSendAttribute>());

    [Fact]
    public void EveryTestThatSaysSo_AsksForIt() => Offenders.None(Marked<ExactFieldsAttribute>().Where(m => !Asks(m.Method, AsksForFields)).Concat(Marked<RefusedAtSendAttribute>().Where(m => !Asks(m.Method, AsksForRefusal))).Select(m => $"{m.Method.DeclaringType!.Name}.{m.Method.Name}"));

    /// <summary>A message that a test wrote into the outbox itself is not caused by the record.</summary>
    [Fact]
    public void NoTestThatSaysSo_WritesItsOwnMessages() => Offenders.None(Marked<ExactFieldsAttribute>().Concat(Marked<RefusedAtSendAttribute>()).Where(m => Asks(m.Method, ["new OutboxMessage("])).Select(m => $"{m.Method.DeclaringType!.Name}.{m.Method.Name}"));

    private static IEnumerable<string> Outbound => FlowCatalogue.All.Where(f => f.Direction == FlowDirection.Out).Select(f => f.Code);

    private static IEnumerable<string> Flows<T>()
        where T : OfFlowsAttribute => Marked<T>().SelectMany(m => m.Mark.Flows.Count > 0 ? m.Mark.Flows : Rows(m.Method)).Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<(MethodInfo Method, OfFlowsAttribute Mark)> Marked<T>()
        where T : OfFlowsAttribute => typeof(OutboundRollCallTests).Assembly.GetTypes().SelectMany(t => t.GetMethods()).Where(m => m.GetCustomAttribute<FactAttribute>() is { Skip: null }).SelectMany(m => m.GetCustomAttributes<T>().Select(mark => (m, (OfFlowsAttribute)mark)));

    /// <summary>The flows of a theory's rows.</summary>
    private static IEnumerable<string> Rows(MethodInfo method) => method.GetCustomAttributes<InlineDataAttribute>().SelectMany(d => d.GetData(method)).Select(row => row.OfType<string>().First(v => FlowCatalogue.Find(v) is not null));

    private static bool Asks(MethodInfo method, string[] words)
    {
        var text = SourceFile.All.Single(f => f.Is(".cs") && f.Name == method.DeclaringType!.Name && f.Project == "Tests").Text;
        var from = text.IndexOf($" {method.Name}(", StringComparison.Ordinal);
        var body = text[from..text.IndexOf("\n    }\n", from, StringComparison.Ordinal)];
        return words.Any(w => body.Contains(w, StringComparison.Ordinal));
    }
}

/// <summary>Marks a test by the flows out of the record that it is about; those of its rows where none is named.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal abstract class OfFlowsAttribute(string[] flows) : Attribute
{
    public IReadOnlyList<string> Flows => flows;
}

/// <summary>After a use case, the message has these fields and no others.</summary>
internal sealed class ExactFieldsAttribute(params string[] flows) : OfFlowsAttribute(flows);

/// <summary>After a use case, the message is withdrawn or held when it should go, because what it rests on is no longer so, or not yet.</summary>
internal sealed class RefusedAtSendAttribute(params string[] flows) : OfFlowsAttribute(flows);
