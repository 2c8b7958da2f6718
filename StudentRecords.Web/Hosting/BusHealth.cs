using Microsoft.Extensions.Diagnostics.HealthChecks;
using StudentRecords.Infrastructure.Integration.Bus;

namespace StudentRecords.Web.Hosting;

/// <summary>Healthy while no broker is configured; otherwise whether it answers.</summary>
internal sealed class BusHealth(BusStanding standing) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(standing switch
    {
        { Settings: { IsAsked: true, Refuses: { } refusal } } => HealthCheckResult.Unhealthy(refusal.Sentence),
        { Any: { } trouble } => HealthCheckResult.Unhealthy(trouble.Why),
        _ => HealthCheckResult.Healthy(),
    });
}
