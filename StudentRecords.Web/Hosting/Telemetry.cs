using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using StudentRecords.Infrastructure.Integration;

namespace StudentRecords.Web.Hosting;

/// <summary>Sends traces and metrics to a collector by OTLP where <c>Telemetry:Otlp</c> names one; otherwise nothing leaves. The trace that a sender began goes on in the hub, and from it to the receivers (W3C trace context).</summary>
internal sealed class Telemetry(Uri collector) : IHostedService, IDisposable
{
    private const string Service = "student-records";
    private IReadOnlyList<IDisposable> providers = [];

    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        if (configuration["Telemetry:Otlp"] is { Length: > 0 } address)
        {
            services.AddHostedService(_ => new Telemetry(new Uri(address)));
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        providers =
        [
            Sdk.CreateTracerProviderBuilder().ConfigureResource(r => r.AddService(Service)).AddSource(HubTelemetry.Name, "Microsoft.AspNetCore", "System.Net.Http").AddOtlpExporter(o => o.Endpoint = collector).Build(),
            Sdk.CreateMeterProviderBuilder().ConfigureResource(r => r.AddService(Service)).AddMeter(HubTelemetry.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime").AddOtlpExporter(o => o.Endpoint = collector).Build(),
        ];
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        // a host may be stopped and disposed of at the same time
        foreach (var provider in Interlocked.Exchange(ref providers, []))
        {
            provider.Dispose();
        }
    }
}
