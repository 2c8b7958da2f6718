using Microsoft.Extensions.DependencyInjection;

namespace StudentRecords.Infrastructure.Students;

internal static class StudentsRegistration
{
    public static IServiceCollection AddRegistryStudents(this IServiceCollection services) => services
        .AddScoped<RecordQueries>()
        .AddScoped<StudentQueries>()
        .AddScoped<StudentService>();
}
