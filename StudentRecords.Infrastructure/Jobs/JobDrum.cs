using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace StudentRecords.Infrastructure.Jobs;

/// <summary>Beats while the application runs: Quartz gives the time, the table of requests says what is to be done.</summary>
internal sealed class JobDrum(ISchedulerFactory schedulers, JobRunner runner, JobBell bell, IEnumerable<JobSchedule> schedules, IConfiguration configuration) : BackgroundService
{
    private static readonly JobKey Beat = new(nameof(DrumBeat));

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (IsSilent)
        {
            return;
        }

        await (await schedulers.GetScheduler(cancellationToken)).Shutdown(waitForJobsToComplete: true, cancellationToken);
        await runner.StopAsync();
    }

    private bool IsSilent => string.Equals(configuration["Jobs:Drum"], "off", StringComparison.OrdinalIgnoreCase);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (IsSilent)
        {
            return;
        }

        var scheduler = await schedulers.GetScheduler(stoppingToken);
        await scheduler.ScheduleJob(JobBuilder.Create<DrumBeat>().WithIdentity(Beat).Build(), EverySecond(), cancellationToken: stoppingToken);
        foreach (var schedule in schedules)
        {
            var job = JobBuilder.Create<ScheduleBeat>().WithIdentity(schedule.Kind, "schedules").Build();
            await scheduler.ScheduleJob(job, At(schedule.Cron), cancellationToken: stoppingToken);
        }

        await scheduler.Start(stoppingToken);
        await foreach (var _ in bell.RingsAsync(stoppingToken))
        {
            await scheduler.TriggerJob(Beat, cancellationToken: stoppingToken);
        }
    }

    private static ITrigger EverySecond() => TriggerBuilder.Create().StartNow()
        .WithSchedule(SimpleScheduleBuilder.Create().WithInterval(TimeSpan.FromSeconds(1)).RepeatForever()).Build();

    private static ITrigger At(string cron) => TriggerBuilder.Create()
        .WithSchedule(CronScheduleBuilder.Create(cron).InTimeZone(TimeZoneInfo.FindSystemTimeZoneById("Europe/London"))).Build();

    [DisallowConcurrentExecution]
    internal sealed class DrumBeat(JobRunner runner) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await runner.PumpAsync(cancellationToken);
    }

    internal sealed class ScheduleBeat(JobSchedules requests, IEnumerable<JobSchedule> schedules) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
        {
            var schedule = schedules.Single(s => s.Kind == context.JobDetail.Key.Name);
            await requests.RequestAsync(schedule, context.ScheduledFireTimeUtc ?? context.FireTimeUtc, cancellationToken);
        }
    }
}
