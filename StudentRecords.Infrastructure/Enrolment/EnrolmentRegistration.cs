using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Infrastructure.Enrolment.AsOf;
using StudentRecords.Infrastructure.Enrolment.Bulk;
using StudentRecords.Infrastructure.Enrolment.Desk;
using StudentRecords.Infrastructure.Enrolment.Flows;
using StudentRecords.Infrastructure.Enrolment.Progression;
using StudentRecords.Infrastructure.Enrolment.Registration;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Jobs;

namespace StudentRecords.Infrastructure.Enrolment;

internal static class EnrolmentRegistration
{
    public static IServiceCollection AddRegistryEnrolment(this IServiceCollection services)
    {
        services.AddScoped<EnrolmentQueries>();
        services.AddScoped<AdmissionQueries>();
        services.AddScoped<EnrolmentService>();
        services.AddScoped<AsOfQueries>();
        services.AddScoped<CohortService>();
        services.AddScoped<DeskQueries>();
        services.AddScoped<EngagementService>();
        services.AddScoped<HoldService>();
        services.AddScoped<QuietQueries>();
        services.AddScoped<QuietService>();
        services.AddScoped<BulkQueries>();
        services.AddScoped<BulkService>();
        services.AddJob<BulkCheckJob>();
        services.AddJob<BulkApplyJob>();
        services.AddScoped<ProgressionService>();
        services.AddScoped<ProgressionQueries>();
        services.AddScoped<IBulkJourney, ReEnrolJourney>();
        services.AddScoped<IBulkJourney, ProgressionJourney>();
        services.AddScoped<IBulkJourney, ProgressionUndoJourney>();
        foreach (var step in StepJourney.Steps)
        {
            services.AddScoped<IBulkJourney>(_ => new StepJourney(step));
        }

        services.AddScoped<IBulkJourney, ModuleJourney>();
        services.AddScoped<IBulkJourney, PlaceHoldJourney>();
        services.AddScoped<IBulkJourney, ReleaseHoldJourney>();
        return services.AddRegistryModuleChoice();
    }

    public static IServiceCollection AddRegistryHolds(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<HoldDeskQueries>();
        foreach (var gate in HoldGate.All)
        {
            services.AddSingleton<IOutboundGate>(gate);
        }

        services.AddSingleton(configuration.GetSection("Holds:Library").Get<LibraryHolds>() ?? new LibraryHolds());
        IntegrationRegistration.Inbound<F007Raised>(services);
        IntegrationRegistration.Inbound<F007Cleared>(services);
        IntegrationRegistration.Inbound<F007Notices>(services);
        return services;
    }
}
