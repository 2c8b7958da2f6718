using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Infrastructure.Enrolment.Registration;

namespace StudentRecords.Infrastructure.Enrolment;

internal static class EnrolmentRegistration
{
    public static IServiceCollection AddRegistryEnrolment(this IServiceCollection services) => services
        .AddScoped<EnrolmentQueries>()
        .AddScoped<EnrolmentService>()
        .AddScoped<HoldService>()
        .AddRegistryModuleChoice();
}
