using Microsoft.Extensions.DependencyInjection;

namespace StudentRecords.Infrastructure.Hesa;

public static class HesaRegistration
{
    public static IServiceCollection AddRegistryHesa(this IServiceCollection services)
    {
        services.AddSingleton(CollectionDefinitions.Load());
        return services;
    }
}
