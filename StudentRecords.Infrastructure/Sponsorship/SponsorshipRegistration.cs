using Microsoft.Extensions.DependencyInjection;

namespace StudentRecords.Infrastructure.Sponsorship;

internal static class SponsorshipRegistration
{
    public static IServiceCollection AddRegistrySponsorship(this IServiceCollection services) => services.AddScoped<SponsorshipQueries>().AddScoped<SponsorshipService>();
}
