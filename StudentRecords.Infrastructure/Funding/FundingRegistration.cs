using Microsoft.Extensions.DependencyInjection;

namespace StudentRecords.Infrastructure.Funding;

internal static class FundingRegistration
{
    public static IServiceCollection AddRegistryFunding(this IServiceCollection services) => services.AddScoped<MoneyQueries>();
}
