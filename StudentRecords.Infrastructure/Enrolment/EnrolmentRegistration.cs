using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Infrastructure.Enrolment.Flows;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Integration.Outbound;

namespace StudentRecords.Infrastructure.Enrolment;

internal static class EnrolmentRegistration
{
    public static IServiceCollection AddRegistryEnrolment(this IServiceCollection services) => services
        .AddScoped<EnrolmentQueries>()
        .AddScoped<EnrolmentService>()
        .AddScoped<HoldService>();

    public static IServiceCollection AddRegistryHolds(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<HoldDeskQueries>();
        services.AddSingleton<IOutboundGate, HeldResultsGate>();
        services.AddSingleton(configuration.GetSection("Holds:Library").Get<LibraryHolds>() ?? new LibraryHolds());
        IntegrationRegistration.Inbound<F007Raised>(services);
        IntegrationRegistration.Inbound<F007Cleared>(services);
        IntegrationRegistration.Inbound<F007Notices>(services);
        return services;
    }
}
