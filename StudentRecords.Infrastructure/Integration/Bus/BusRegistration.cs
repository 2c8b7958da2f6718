using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Infrastructure.Integration.Outbound;

namespace StudentRecords.Infrastructure.Integration.Bus;

/// <summary>The message bus; at rest while no broker is configured.</summary>
internal static class BusRegistration
{
    public static void AddBus(this IServiceCollection services)
    {
        services.AddSingleton<BusSettings>();
        services.AddSingleton<BusStanding>();
        services.AddSingleton<BusPublisher>();
        services.AddSingleton<IOutboundChannel, BusChannel>();
        services.AddSingleton<BusDoor>();
        services.AddSingleton<TurnedAway>();
        services.AddSingleton<BusReader>();
        services.AddHostedService<BusPump>();
    }
}
