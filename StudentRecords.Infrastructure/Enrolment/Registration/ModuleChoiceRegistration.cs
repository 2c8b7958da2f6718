using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Infrastructure.Enrolment.Groups;

namespace StudentRecords.Infrastructure.Enrolment.Registration;

internal static class ModuleChoiceRegistration
{
    public static IServiceCollection AddRegistryModuleChoice(this IServiceCollection services) => services
        .AddScoped<RegistrationService>()
        .AddScoped<WaitingListService>()
        .AddScoped<WaitingListQueries>()
        .AddScoped<ChoiceQueries>()
        .AddScoped<CohortQueries>()
        .AddScoped<GroupService>()
        .AddScoped<GroupQueries>();
}
