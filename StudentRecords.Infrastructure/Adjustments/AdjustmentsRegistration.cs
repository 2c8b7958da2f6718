using Microsoft.Extensions.DependencyInjection;

namespace StudentRecords.Infrastructure.Adjustments;

internal static class AdjustmentsRegistration
{
    public static IServiceCollection AddRegistryAdjustments(this IServiceCollection services) => services
        .AddScoped<AdjustmentQueries>()
        .AddScoped<AdjustmentService>()
        .AddScoped<CircumstanceQueries>()
        .AddScoped<CircumstanceService>()
        .AddScoped<LateOutcomeQueries>()
        .AddScoped<LateOutcomeService>();
}
