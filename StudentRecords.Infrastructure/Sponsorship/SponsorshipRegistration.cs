using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Sponsorship.Flows;

namespace StudentRecords.Infrastructure.Sponsorship;

internal static class SponsorshipRegistration
{
    public static IServiceCollection AddRegistrySponsorship(this IServiceCollection services)
    {
        IntegrationRegistration.Inbound<F052Permissions>(services);
        services.AddRecurringJob<EscalateCasesJob>("0 40 4 * * ?");
        return services.AddScoped<SponsorshipQueries>().AddScoped<SponsorshipService>();
    }
}
