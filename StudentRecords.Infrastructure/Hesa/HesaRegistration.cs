using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Infrastructure.Hesa.Derivation;
using StudentRecords.Infrastructure.Hesa.Jobs;
using StudentRecords.Infrastructure.Hesa.Sets;
using StudentRecords.Infrastructure.Jobs;

namespace StudentRecords.Infrastructure.Hesa;

public static class HesaRegistration
{
    public static IServiceCollection AddRegistryHesa(this IServiceCollection services)
    {
        services.AddSingleton(CollectionDefinitions.Load());
        services.AddScoped<SetLedger>();
        services.AddScoped<StudentIdentifiers>();
        services.AddScoped<ReturnBuild>();
        services.AddScoped<ReturnCompare>();
        services.AddScoped<ReturnFile>();
        services.AddScoped<ReturnImport>();
        services.AddScoped<ReturnSubmission>();
        services.AddScoped<HesaQueries>();
        services.AddScoped<HesaService>();
        services.AddScoped<PersonReturnQueries>();
        services.AddScoped<ReturnStepQueries>();
        services.AddJob<BuildReturnJob>();
        services.AddJob<CompareReturnJob>();
        services.AddJob<SubmitReturnJob>();
        return services;
    }
}
