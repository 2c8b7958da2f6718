using Microsoft.Extensions.DependencyInjection;

namespace StudentRecords.Infrastructure.Curriculum;

internal static class CurriculumRegistration
{
    public static IServiceCollection AddRegistryCurriculum(this IServiceCollection services) => services.AddScoped<CurriculumQueries>();
}
