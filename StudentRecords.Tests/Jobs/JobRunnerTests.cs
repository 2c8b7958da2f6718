using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Jobs;
using StudentRecords.Infrastructure.Jobs;

namespace StudentRecords.Tests.Jobs;

public sealed class JobRunnerTests : IDisposable
{
    private readonly JobBench bench = new();

    [Fact]
    public async Task AQueuedJob_IsRunOnceAndKeepsItsResult()
    {
        bench.Work = async (run, ct) =>
        {
            await run.ReportAsync(40, "two of five", ct: ct);
            return $"Greeted {run.Arguments<Greeting>().Name}";
        };
        var id = await bench.RequestAsync(arguments: new Greeting("Ada"));

        Assert.True(await bench.Runner.RunNextAsync(default));
        Assert.False(await bench.Runner.RunNextAsync(default));

        var job = await bench.ReadAsync(id);
        Assert.Equal((JobState.Succeeded, 100, "Greeted Ada", 1), (job.State, job.Progress, job.Result, job.Attempts));
        Assert.Equal(bench.Clock.Now, job.EndedAt);
        Assert.Null(job.LeaseUntil);
    }

    [Fact]
    public async Task AFailingJob_ClimbsTheLadderAndThenFails()
    {
        bench.Work = (_, _) => throw new InvalidOperationException("The paper is out");
        var id = await bench.RequestAsync();

        foreach (var pause in JobRunner.Ladder)
        {
            Assert.True(await bench.Runner.RunNextAsync(default));
            var waiting = await bench.ReadAsync(id);
            Assert.Equal((JobState.Queued, bench.Clock.Now + pause, "The paper is out"), (waiting.State, waiting.NextAt, waiting.Result));
            Assert.False(await bench.Runner.RunNextAsync(default));
            bench.Clock.Advance(pause);
        }

        Assert.True(await bench.Runner.RunNextAsync(default));
        var job = await bench.ReadAsync(id);
        Assert.Equal((JobState.Failed, 5, "The paper is out"), (job.State, job.Attempts, job.Result));
    }

    [Fact]
    public async Task AKilledJob_IsTakenOverFromItsCheckpoint_AndTheDeadRunnerWritesNoMore()
    {
        var reached = new TaskCompletionSource();
        var awake = new TaskCompletionSource();
        bench.Work = async (run, ct) =>
        {
            await run.ReportAsync(50, checkpoint: "half", ct: ct);
            reached.SetResult();
            await awake.Task;
            await run.ReportAsync(99, checkpoint: "written by the dead", ct: ct);
            return "Told by the dead";
        };
        var id = await bench.RequestAsync();
        var dead = bench.AnotherRunner().RunNextAsync(default);
        await reached.Task;

        Assert.False(await bench.Runner.RunNextAsync(default));
        bench.Clock.Advance(TimeSpan.FromSeconds(61));
        bench.Work = (run, _) => Task.FromResult($"Went on from {run.Checkpoint}");
        Assert.True(await bench.Runner.RunNextAsync(default));
        awake.SetResult();
        await dead;

        var job = await bench.ReadAsync(id);
        Assert.Equal((JobState.Succeeded, "Went on from half", "half", 2), (job.State, job.Result, job.Checkpoint, job.Attempts));
    }

    [Fact]
    public async Task AJobThatKillsItsProcessEachTime_IsNotTakenOverForEver()
    {
        var id = await bench.RequestAsync();
        for (var run = 0; run < 5; run++)
        {
            await ClaimAndDieAsync(id);
        }

        Assert.False(await bench.Runner.RunNextAsync(default));
        var job = await bench.ReadAsync(id);
        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains("5 times", job.Result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoRunners_NeverRunTheSameJob()
    {
        var runs = 0;
        bench.Work = (_, _) => Task.FromResult($"{Interlocked.Increment(ref runs)}");
        for (var i = 0; i < 20; i++)
        {
            await bench.RequestAsync();
        }

        var runners = Enumerable.Range(0, 4).Select(_ => bench.AnotherRunner()).ToList();
        await Task.WhenAll(runners.Select(r => Task.Run(async () =>
        {
            while (await r.RunNextAsync(default))
            {
            }
        })));

        var jobs = await bench.Registry.ReadAsync(db => db.Set<JobRequest>().ToListAsync());
        Assert.Equal(20, runs);
        Assert.All(jobs, j => Assert.Equal((JobState.Succeeded, 1), (j.State, j.Attempts)));
    }

    [Fact]
    public async Task Pump_FillsItsLanesAndNoMore_AndRenewsTheirLeases()
    {
        var release = new TaskCompletionSource();
        bench.Work = async (_, _) =>
        {
            await release.Task;
            return "Done";
        };
        for (var i = 0; i < JobRunner.Lanes + 1; i++)
        {
            await bench.RequestAsync();
        }

        await bench.Runner.PumpAsync(default);
        bench.Clock.Advance(TimeSpan.FromSeconds(50));
        await bench.Runner.PumpAsync(default);

        var jobs = await bench.Registry.ReadAsync(db => db.Set<JobRequest>().OrderBy(j => j.Id).ToListAsync());
        Assert.Equal([JobState.Running, JobState.Running, JobState.Queued], jobs.Select(j => j.State));
        Assert.All(jobs.Take(2), j => Assert.Equal(bench.Clock.Now.AddSeconds(60), j.LeaseUntil));
        release.SetResult();
        await bench.Runner.StopAsync();
    }

    [Fact]
    public async Task Stop_PutsARunningJobBack()
    {
        var reached = new TaskCompletionSource();
        bench.Work = async (run, ct) =>
        {
            await run.ReportAsync(10, checkpoint: "ten", ct: ct);
            reached.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
            return "";
        };
        var id = await bench.RequestAsync();
        await bench.Runner.PumpAsync(default);
        await reached.Task;

        await bench.Runner.StopAsync();

        var job = await bench.ReadAsync(id);
        Assert.Equal((JobState.Queued, 0, "ten"), (job.State, job.Attempts, job.Checkpoint));
    }

    [Fact]
    public async Task AnUnknownKind_FailsWithTheReason()
    {
        var job = new JobRequest("ForgottenJob", "{}", null, "TEST", bench.Clock.Now);
        await bench.Registry.SaveAsync(db => db.Add(job));

        Assert.False(await bench.Runner.RunNextAsync(default));

        var read = await bench.ReadAsync(job.Id);
        Assert.Equal((JobState.Failed, "This version of the record has no job called ForgottenJob."), (read.State, read.Result));
    }

    public void Dispose() => bench.Dispose();

    private async Task ClaimAndDieAsync(long id)
    {
        await using var db = bench.Registry.CreateDbContext();
        var job = await db.Set<JobRequest>().SingleAsync(j => j.Id == id);
        job.Start(bench.Clock.Now, TimeSpan.FromSeconds(60));
        await db.SaveChangesAsync();
        bench.Clock.Advance(TimeSpan.FromSeconds(61));
    }

    private sealed record Greeting(string Name);
}
