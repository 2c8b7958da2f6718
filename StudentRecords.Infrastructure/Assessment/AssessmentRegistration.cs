using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Infrastructure.Assessment.Awards;
using StudentRecords.Infrastructure.Assessment.Moderation;

namespace StudentRecords.Infrastructure.Assessment;

internal static class AssessmentRegistration
{
    public static IServiceCollection AddRegistryAssessment(this IServiceCollection services) =>
        services.AddScoped<AssessmentService>().AddScoped<ResultQueries>()
            .AddScoped<ModerationService>().AddScoped<ModerationQueries>().AddScoped<HandMarkService>()
            .AddScoped<RegulationService>().AddScoped<RegulationQueries>().AddScoped<AwardResultQueries>();
}
