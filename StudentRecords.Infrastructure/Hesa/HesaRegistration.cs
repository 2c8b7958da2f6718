using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Infrastructure.Hesa.Derivation;
using StudentRecords.Infrastructure.Hesa.Jobs;
using StudentRecords.Infrastructure.Hesa.Facts;
using StudentRecords.Infrastructure.Hesa.Files;
using StudentRecords.Infrastructure.Hesa.Overriding;
using StudentRecords.Infrastructure.Hesa.Returns;
using StudentRecords.Infrastructure.Hesa.Rules;
using StudentRecords.Infrastructure.Hesa.Sets;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Work;

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
        services.AddSingleton<ReturnFile>();
        services.AddScoped<ReturnImport>();
        services.AddScoped<ReturnSubmission>();
        services.AddScoped<HesaQueries>();
        services.AddScoped<HesaService>();
        services.AddScoped<PersonReturnQueries>();
        services.AddScoped<ReturnStepQueries>();
        services.AddSingleton(RuleBook.Load());
        services.AddScoped<ReturnCheck>();
        services.AddScoped<RuleQueries>();
        services.AddScoped<ReturnApprovalService>();
        services.AddSingleton<ReturnSchema>();
        services.AddScoped<ReportIntake>();
        services.AddScoped<ReportedFaults>();
        services.AddScoped<IWorkSource, ReportedFaultsWaiting>();
        services.AddScoped<OverrideService>();
        services.AddScoped<OverrideQueries>();
        services.AddScoped<ReturnFactService>();
        services.AddScoped<ReturnFactQueries>();
        services.AddScoped<SimulatedSignOff>();
        services.AddJob<CheckReturnJob>();
        services.AddJob<BuildReturnJob>();
        services.AddJob<CompareReturnJob>();
        services.AddJob<SubmitReturnJob>();
        return services;
    }
}
