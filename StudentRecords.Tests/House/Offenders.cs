namespace StudentRecords.Tests.House;

/// <summary>Says in full who breaks a rule of the house.</summary>
internal static class Offenders
{
    public static void None<T>(IEnumerable<T> offenders)
    {
        var all = offenders.Select(o => o?.ToString()).Order(StringComparer.Ordinal).ToList();
        if (all.Count > 0)
        {
            Assert.Fail($"{all.Count} against the rule:{Environment.NewLine}{string.Join(Environment.NewLine, all)}");
        }
    }
}
