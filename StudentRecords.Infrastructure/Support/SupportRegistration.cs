using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Support.Flows;

namespace StudentRecords.Infrastructure.Support;

internal static class SupportRegistration
{
    public static IServiceCollection AddRegistrySupport(this IServiceCollection services)
    {
        IntegrationRegistration.Inbound<F011Acknowledgements>(services);
        IntegrationRegistration.Inbound<F013Alerts>(services);
        IntegrationRegistration.Inbound<F016Alerts>(services);
        IntegrationRegistration.Inbound<F016Notices>(services);
        IntegrationRegistration.Inbound<F018Bookings>(services);
        IntegrationRegistration.Inbound<F018Charges>(services);
        IntegrationRegistration.Inbound<F022Accounts>(services);
        IntegrationRegistration.Inbound<F022Events>(services);
        IntegrationRegistration.Inbound<F028Flags>(services);
        IntegrationRegistration.Inbound<F028Withdrawals>(services);
        IntegrationRegistration.Inbound<F030Quality>(services);
        IntegrationRegistration.Inbound<F034Relationships>(services);
        IntegrationRegistration.Inbound<F034StaffRoles>(services);
        IntegrationRegistration.Inbound<F038Milestones>(services);
        IntegrationRegistration.Inbound<F042Policies>(services);
        IntegrationRegistration.Inbound<F044Corrections>(services);
        IntegrationRegistration.Inbound<F044Events>(services);
        IntegrationRegistration.Inbound<F052Alerts>(services);
        services.AddRecurringJob<PolicyNoticesJob>("0 20 4 * * ?").AddRecurringJob<ResearchWatchJob>("0 30 4 * * ?");
        return services.AddScoped<SupportQueries>().AddScoped<InterventionQueries>().AddScoped<InterventionService>().AddScoped<StaffRoleService>().AddScoped<ResearcherService>().AddScoped<PolicyQueries>().AddScoped<DataQualityQueries>();
    }
}
