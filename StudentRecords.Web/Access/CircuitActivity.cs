using Microsoft.AspNetCore.Components.Server.Circuits;

namespace StudentRecords.Web.Access;

/// <summary>When somebody last did something in this circuit. The server's half of the idle limit; the page warns before it.</summary>
public sealed class CircuitActivity(TimeProvider clock, IConfiguration configuration) : CircuitHandler
{
    private DateTimeOffset last = clock.GetUtcNow();

    /// <summary>False where components are drawn for one HTTP answer, without a circuit.</summary>
    public bool IsOpen { get; private set; }

    public bool IsIdle => clock.GetUtcNow() - last > IdleLimit.Of(configuration);

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        IsOpen = true;
        return Task.CompletedTask;
    }

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => context =>
    {
        last = clock.GetUtcNow();
        return next(context);
    };
}

/// <summary>How long a session may lie untouched.</summary>
public static class IdleLimit
{
    public static TimeSpan Of(IConfiguration configuration) => TimeSpan.FromMinutes(configuration.GetValue("Access:IdleMinutes", 30));
}
