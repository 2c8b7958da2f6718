using System.Reflection;
using StudentRecords.Domain.Integration;

namespace StudentRecords.Tests.Integration.RollCalls;

/// <summary>Finds tests by their marks. A test that is skipped is none.</summary>
internal static class MarkedTests
{
    /// <summary>Each test that bears the mark, with the flows it is marked by.</summary>
    public static IEnumerable<(MethodInfo Method, IReadOnlyList<string> Flows)> Of<T>()
        where T : OfFlowsAttribute => typeof(MarkedTests).Assembly.GetTypes().SelectMany(t => t.GetMethods()).Where(m => m.GetCustomAttribute<FactAttribute>() is { Skip: null })
            .SelectMany(m => m.GetCustomAttributes<T>().Select(mark => (m, mark.Flows.Count > 0 ? mark.Flows : [.. Rows(m)])));

    public static IEnumerable<string> Flows<T>()
        where T : OfFlowsAttribute => Of<T>().SelectMany(m => m.Flows).Distinct().Order(StringComparer.Ordinal);

    /// <summary>Whether the test itself says one of these.</summary>
    public static bool Asks(MethodInfo method, string[] words) => TestSource.Of(method.DeclaringType!).Body(method.Name) is var body && words.Any(w => body.Contains(w, StringComparison.Ordinal));

    public static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    /// <summary>The flows of a theory's rows.</summary>
    private static IEnumerable<string> Rows(MethodInfo method) => method.GetCustomAttributes<InlineDataAttribute>().SelectMany(d => d.GetData(method)).Select(row => row.OfType<string>().First(v => FlowCatalogue.Find(v) is not null));
}
