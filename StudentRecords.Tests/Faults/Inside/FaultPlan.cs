using System.Text.Json;

namespace StudentRecords.Tests.Faults.Inside;

/// <summary>What a test tells the application that it starts as a process, in that process's environment alone. The application itself knows nothing of it.</summary>
internal sealed record FaultPlan
{
    private const string Variable = "STUDENTRECORDS_FAULT_PLAN";

    /// <summary>Where the test raises its signals while the process runs.</summary>
    public required string Signals { get; init; }

    /// <summary>The moment at which the process's clock is right.</summary>
    public required DateTimeOffset Origin { get; init; }

    /// <summary>How many seconds that clock counts in a second, so that claims and retries need not be waited for.</summary>
    public required int Pace { get; init; }

    public PacedClock Clock() => new(Origin, Pace);

    /// <summary>Makes the application load the tests' assembly, and tells it the plan.</summary>
    public IReadOnlyDictionary<string, string> Environment() => new Dictionary<string, string>
    {
        ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = typeof(FaultPlan).Assembly.GetName().Name!,
        [Variable] = JsonSerializer.Serialize(this),
    };

    /// <summary>Null in every process but those.</summary>
    public static FaultPlan? OfThisProcess() => System.Environment.GetEnvironmentVariable(Variable) is { } plan ? JsonSerializer.Deserialize<FaultPlan>(plan) : null;
}

/// <summary>Counts faster than the machine's clock from a moment on, and the same in every process that knows the moment.</summary>
internal sealed class PacedClock(DateTimeOffset origin, int pace) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => origin + ((base.GetUtcNow() - origin) * pace);
}
