using Microsoft.Extensions.DependencyInjection;

namespace StudentRecords.Infrastructure.Misconduct;

internal static class MisconductRegistration
{
    public static IServiceCollection AddRegistryMisconduct(this IServiceCollection services) => services
        .AddScoped<MisconductQueries>()
        .AddScoped<MisconductService>();
}
