using Microsoft.AspNetCore.Components.Server.Circuits;

namespace StudentRecords.Web.Access;

/// <summary>When somebody last did something in this circuit. The server's half of the idle limit; the page warns before it.</summary>
public sealed class CircuitActivity(TimeProvider clock, IConfiguration configuration) : CircuitHandler
{
    private DateTimeOffset last = clock.GetUtcNow();

    public bool IsIdle => clock.GetUtcNow() - last > IdleLimit.Of(configuration);

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
