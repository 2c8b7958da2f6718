using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Jobs;

public static class JobsRegistration
{
    public static IServiceCollection AddRegistryJobs(this IServiceCollection services)
    {
        services.AddSingleton<JobBell>();
        services.AddSingleton<JobCounts>();
        services.AddSingleton<JobKinds>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<JobSchedules>();
        services.AddScoped<JobQueries>();
        services.AddScoped<JobService>();
        services.ConfigureDbContext<SqliteRegistryDbContext>(Hang);
        services.ConfigureDbContext<SqlServerRegistryDbContext>(Hang);
        services.AddQuartz();
        services.AddHostedService<JobDrum>();
        return services;
    }

    /// <summary>Makes a kind of job known under its class's name.</summary>
    public static IServiceCollection AddJob<TJob>(this IServiceCollection services)
        where TJob : class, IBackgroundJob
    {
        services.AddScoped<TJob>();
        return services.AddSingleton(new JobKind(typeof(TJob).Name, typeof(TJob)));
    }

    /// <summary>A job without arguments that comes round by itself.</summary>
    /// <param name="cron">Quartz cron with seconds, in London's time: <c>0 30 2 * * ?</c>.</param>
    public static IServiceCollection AddRecurringJob<TJob>(this IServiceCollection services, string cron)
        where TJob : class, IBackgroundJob =>
        services.AddJob<TJob>().AddSingleton(new JobSchedule(typeof(TJob).Name, cron));

    private static void Hang(IServiceProvider provider, DbContextOptionsBuilder options) => options.AddInterceptors(provider.GetRequiredService<JobBell>());
}
