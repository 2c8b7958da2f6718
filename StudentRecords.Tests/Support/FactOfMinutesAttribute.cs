namespace StudentRecords.Tests.Support;

/// <summary>A test that takes minutes; skipped, and counted as skipped, unless STUDENTRECORDS_MANY asks for it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactOfMinutesAttribute : FactAttribute
{
    public FactOfMinutesAttribute()
    {
        if (Environment.GetEnvironmentVariable("STUDENTRECORDS_MANY") is not { Length: > 0 })
        {
            Skip = "It takes minutes; STUDENTRECORDS_MANY=1 asks for it.";
        }
    }
}
