using Microsoft.Extensions.DependencyInjection;

namespace StudentRecords.Infrastructure.Assessment;

internal static class AssessmentRegistration
{
    public static IServiceCollection AddRegistryAssessment(this IServiceCollection services) =>
        services.AddScoped<AssessmentService>().AddScoped<ResultQueries>();
}
