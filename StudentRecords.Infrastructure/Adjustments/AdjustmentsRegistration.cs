using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Infrastructure.Adjustments.Uploads;
using StudentRecords.Infrastructure.Enrolment.Bulk;

namespace StudentRecords.Infrastructure.Adjustments;

internal static class AdjustmentsRegistration
{
    public static IServiceCollection AddRegistryAdjustments(this IServiceCollection services) => services
        .AddScoped<AdjustmentQueries>()
        .AddScoped<AdjustmentService>()
        .AddScoped<IBulkJourney, AdjustmentJourney>()
        .AddScoped<CircumstanceQueries>()
        .AddScoped<CircumstanceService>()
        .AddScoped<IBulkJourney, CircumstanceJourney>()
        .AddScoped<LateOutcomeQueries>()
        .AddScoped<LateOutcomeService>();
}
