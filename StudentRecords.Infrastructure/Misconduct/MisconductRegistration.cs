using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Infrastructure.Enrolment.Bulk;

namespace StudentRecords.Infrastructure.Misconduct;

internal static class MisconductRegistration
{
    public static IServiceCollection AddRegistryMisconduct(this IServiceCollection services) => services
        .AddScoped<MisconductQueries>()
        .AddScoped<MisconductService>()
        .AddScoped<IBulkJourney, MisconductJourney>();
}
