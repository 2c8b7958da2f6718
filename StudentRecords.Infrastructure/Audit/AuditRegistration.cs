using Microsoft.Extensions.DependencyInjection;

namespace StudentRecords.Infrastructure.Audit;

internal static class AuditRegistration
{
    public static IServiceCollection AddRegistryAudit(this IServiceCollection services) => services
        .AddSingleton<AuditAnchor>()
        .AddScoped<AuditVerifier>()
        .AddSingleton<HistoryQueries>()
        .AddHostedService<AuditAnchorKeeper>();
}
