using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Funding;
using StudentRecords.Infrastructure.Enrolment.Bulk;
using StudentRecords.Infrastructure.Funding.Bulk;
using StudentRecords.Infrastructure.Funding.Flows;
using StudentRecords.Infrastructure.Funding.Runs;
using StudentRecords.Infrastructure.Funding.Stipends;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Jobs;

namespace StudentRecords.Infrastructure.Funding;

internal static class FundingRegistration
{
    public static IServiceCollection AddRegistryFunding(this IServiceCollection services, IConfiguration configuration)
    {
        var window = configuration.GetSection("Finance:PostingWindow").Get<PostingWindow>() ?? new PostingWindow();
        services.AddSingleton(window);
        foreach (var type in FeeNotices.Types)
        {
            services.AddSingleton<IOutboundGate>(new PostingWindowGate(type, window));
        }

        IntegrationRegistration.Inbound<F010Balances>(services);
        IntegrationRegistration.Inbound<F036Payments>(services);
        IntegrationRegistration.Inbound<F040Studentships>(services);
        IntegrationRegistration.Inbound<F040Terminations>(services);
        IntegrationRegistration.Inbound<F050Money>(services);
        IntegrationRegistration.Inbound<F050Statuses>(services);
        services.AddScoped<ChargeRunGathering>();
        services.AddScoped<ChargeRunHandover>();
        services.AddScoped<ChargeRunService>();
        services.AddScoped<ChargeRunQueries>();
        services.AddScoped<FeeRuleQueries>();
        services.AddScoped<FeeRuleService>();
        services.AddScoped<FundingService>();
        services.AddScoped<PayService>();
        services.AddScoped<PayQueries>();
        services.AddSingleton<LoanRows>();
        services.AddScoped<LoanAttendanceService>();
        services.AddScoped<IBulkJourney, AwardJourney>();
        services.AddScoped<IBulkJourney, EndAwardJourney>();
        services.AddScoped<IBulkJourney, FeeStatusJourney>();
        services.AddScoped<MoneyQueries>();
        services.AddJob<PrepareChargeRunJob>();
        services.AddJob<ReleaseChargeRunJob>();
        services.AddRecurringJob<StipendsJob>("0 30 4 * * ?");
        return services;
    }
}
