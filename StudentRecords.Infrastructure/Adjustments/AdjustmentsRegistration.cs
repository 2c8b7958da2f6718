using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Infrastructure.Adjustments.Uploads;
using StudentRecords.Infrastructure.Enrolment.Bulk;
using StudentRecords.Infrastructure.Jobs;

namespace StudentRecords.Infrastructure.Adjustments;

internal static class AdjustmentsRegistration
{
    public static IServiceCollection AddRegistryAdjustments(this IServiceCollection services) => services
        .AddScoped<AdjustmentQueries>()
        .AddScoped<AdjustmentService>()
        .AddScoped<AdjustmentUploadQueries>()
        .AddScoped<AdjustmentUploadService>()
        .AddJob<AdjustmentUploadJob>()
        .AddScoped<CircumstanceQueries>()
        .AddScoped<CircumstanceService>()
        .AddScoped<IBulkJourney, CircumstanceJourney>()
        .AddScoped<LateOutcomeQueries>()
        .AddScoped<LateOutcomeService>();
}
