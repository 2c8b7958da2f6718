using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Web.Hosting;

/// <summary>For whoever keeps the process running: it lives; its store answers; the message broker, where there is one, does too; flows keep what they promise. Without the broker the rest goes on.</summary>
public static class HealthEndpoints
{
    public static void AddHealth(this IServiceCollection services) => services.AddSingleton<FlowHealth>().AddHealthChecks().AddDbContextCheck<RegistryDbContext>(tags: ["ready"]).AddCheck<BusHealth>("bus", tags: ["bus"]);

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = c => c.Tags.Contains("ready") }).AllowAnonymous();
        app.MapHealthChecks("/health/bus", new HealthCheckOptions { Predicate = c => c.Tags.Contains("bus") }).AllowAnonymous();
        FlowHealth.Map(app);
    }
}
