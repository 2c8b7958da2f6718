using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Infrastructure.Jobs;

namespace StudentRecords.Infrastructure.Audit;

internal static class AuditRegistration
{
    public static IServiceCollection AddRegistryAudit(this IServiceCollection services) => services
        .AddSingleton<AuditAnchor>()
        .AddScoped<AuditQueries>()
        .AddScoped<AuditService>()
        .AddScoped<AuditVerifier>()
        .AddSingleton<HistoryQueries>()
        .AddHostedService<AuditAnchorKeeper>()
        .AddRecurringJob<VerifyTrailJob>("0 40 3 * * ?");
}
