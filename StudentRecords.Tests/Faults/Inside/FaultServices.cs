using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Tests.Faults.Inside;

/// <summary>Which parts of the application a fault can be put into, one line each.</summary>
internal static class FaultServices
{
    public static void Add(IServiceCollection services, FaultPlan plan)
    {
        services.AddSingleton(new Signals(plan.Signals));
        services.AddSingleton<TimeProvider>(plan.Clock());
        services.AddSingleton<HubUnits>();
        services.AddSingleton<UnitKills>();
        services.AddSingleton<SplitOutbox>();
        services.AddSingleton<FaultyStore>();
        services.AddSingleton<IStartupFilter, FaultyDoor>();
        services.ConfigureDbContext<SqliteRegistryDbContext>((s, o) => o.AddInterceptors(s.GetRequiredService<UnitKills>(), s.GetRequiredService<SplitOutbox>(), s.GetRequiredService<FaultyStore>()));
        foreach (var flow in services.Where(d => d.ServiceType == typeof(Func<IInboundFlow>)).ToList())
        {
            services[services.IndexOf(flow)] = ServiceDescriptor.Singleton(s => Watched((Func<IInboundFlow>)flow.ImplementationFactory!(s), s));
        }

        foreach (var channel in services.Where(d => d.ServiceType == typeof(IOutboundChannel)).ToList())
        {
            services[services.IndexOf(channel)] = ServiceDescriptor.Singleton(s => Faulty((IOutboundChannel)(channel.ImplementationFactory?.Invoke(s) ?? ActivatorUtilities.CreateInstance(s, channel.ImplementationType!)), s));
        }
    }

    private static IOutboundChannel Faulty(IOutboundChannel channel, IServiceProvider services) =>
        channel is IBulkChannel ? ActivatorUtilities.CreateInstance<FaultyBulkChannel>(services, channel) : ActivatorUtilities.CreateInstance<FaultyChannel>(services, channel);

    private static Func<IInboundFlow> Watched(Func<IInboundFlow> make, IServiceProvider services)
    {
        var (signals, units) = (services.GetRequiredService<Signals>(), services.GetRequiredService<HubUnits>());
        return () => make() is var flow && flow is IRelayed ? new WatchedRelay(flow, signals, units) : new WatchedFlow(flow, signals, units);
    }
}
