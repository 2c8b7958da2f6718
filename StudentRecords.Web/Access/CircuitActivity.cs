using Microsoft.AspNetCore.Components.Server.Circuits;

namespace StudentRecords.Web.Access;

/// <summary>When somebody last did something in this circuit. The server's half of the idle limit; the page warns before it.</summary>
public sealed class CircuitActivity(TimeProvider clock, LastSeen seen, IConfiguration configuration) : CircuitHandler
{
    private DateTimeOffset last = clock.GetUtcNow();

    /// <summary>False where components are drawn for one HTTP answer, without a circuit.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Neither in this circuit nor by a request of the user was anything done for the limit's time.</summary>
    public bool IsIdle(long userId)
    {
        var latest = seen.Of(userId) is { } request && request > last ? request : last;
        return clock.GetUtcNow() - latest > IdleLimit.Of(configuration) + IdleLimit.Grace;
    }

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
