using Microsoft.Extensions.DependencyInjection;

namespace StudentRecords.Infrastructure.Replay;

public static class ReplayRegistration
{
    public static IServiceCollection AddRegistryReplay(this IServiceCollection services)
    {
        services.AddScoped<OuladReplay>();
        services.AddScoped<ReplayBoards>();
        services.AddScoped<ReplayReturns>();
        return services;
    }
}
