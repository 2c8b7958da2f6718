using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Infrastructure.Assessment.Awards;

namespace StudentRecords.Infrastructure.Assessment;

internal static class AssessmentRegistration
{
    public static IServiceCollection AddRegistryAssessment(this IServiceCollection services) =>
        services.AddScoped<AssessmentService>().AddScoped<ResultQueries>()
            .AddScoped<RegulationService>().AddScoped<RegulationQueries>().AddScoped<AwardResultQueries>();
}
