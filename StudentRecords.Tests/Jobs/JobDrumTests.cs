using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StudentRecords.Domain.Jobs;
using StudentRecords.Infrastructure.Jobs;

namespace StudentRecords.Tests.Jobs;

public sealed class JobDrumTests : IDisposable
{
    private readonly JobBench bench = new();

    [Fact]
    public async Task TheBell_RingsAfterTheCommitAndNotBefore()
    {
        var bell = bench.Registry.Get<JobBell>();
        await using var db = bench.Registry.CreateDbContext();
        await using var transaction = await db.BeginAsync();
        await JobQueue.RequestAsync<JobBench.ScriptedJob>(db, new { }, null, "TEST", bench.Clock.Now, default);
        await db.SaveAsync(bench.Registry.AsSystem());

        Assert.False(bell.HasRung());
        await transaction.CommitAsync();
        Assert.True(bell.HasRung());
        await bench.Registry.Given.PersonAsync();
        Assert.False(bell.HasRung());
    }

    [Fact]
    public async Task TheDrum_RunsAJobWithoutBeingAsked()
    {
        var done = new TaskCompletionSource();
        bench.Work = (_, _) =>
        {
            done.SetResult();
            return Task.FromResult("Done");
        };
        var drum = bench.Registry.Services.GetServices<IHostedService>().Single(s => s.GetType().Name == "JobDrum");
        await drum.StartAsync(default);
        await bench.RequestAsync();

        await done.Task.WaitAsync(TimeSpan.FromMinutes(2));
        await drum.StopAsync(default);
    }

    [Fact]
    public async Task ASchedule_AsksOncePerSlot()
    {
        var schedules = bench.Registry.Get<JobSchedules>();
        var nightly = new JobSchedule(nameof(JobBench.ScriptedJob), "0 30 2 * * ?");
        await schedules.RequestAsync(nightly, bench.Clock.Now, default);
        await bench.Runner.RunNextAsync(default);
        await schedules.RequestAsync(nightly, bench.Clock.Now, default);
        await schedules.RequestAsync(nightly, bench.Clock.Now.AddDays(1), default);

        Assert.Equal(2, await bench.Registry.ReadAsync(db => db.Set<JobRequest>().CountAsync()));
    }

    [Fact]
    public void EverySchedule_NamesAKnownJobAndAValidTime()
    {
        var kinds = bench.Registry.Get<JobKinds>();
        Assert.All(bench.Registry.Services.GetServices<JobSchedule>(), s =>
        {
            Assert.NotNull(kinds.Find(s.Kind));
            Assert.NotNull(new Quartz.CronExpression(s.Cron).GetNextValidTimeAfter(bench.Clock.Now));
        });
    }

    [Fact]
    public void EveryJobClass_IsRegistered()
    {
        var kinds = bench.Registry.Get<JobKinds>();
        var classes = typeof(IBackgroundJob).Assembly.GetTypes().Where(t => t.IsClass && !t.IsAbstract && t.IsAssignableTo(typeof(IBackgroundJob)));
        Assert.All(classes, c => Assert.Equal(c, kinds.Find(c.Name)));
    }

    public void Dispose() => bench.Dispose();
}
