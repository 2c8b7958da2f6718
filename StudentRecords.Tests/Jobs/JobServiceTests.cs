using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Jobs;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Jobs;

public sealed class JobServiceTests : IDisposable
{
    private readonly JobBench bench = new();

    private JobService Service => bench.Registry.Get<JobService>();

    private ChangeContext Operator => bench.Registry.As(Role.IntegrationOperator);

    [Fact]
    public async Task Cancel_OfAQueuedJob_EndsItAtOnceAndIsTold()
    {
        var id = await bench.RequestAsync();

        Assert.True((await Service.CancelAsync(id, Operator, default)).Succeeded);

        Assert.Equal(JobState.Cancelled, (await bench.ReadAsync(id)).State);
        Assert.False(await bench.Runner.RunNextAsync(default));
        var told = await bench.Registry.ReadAsync(db => db.Set<AuditEntry>().SingleAsync());
        Assert.Equal(("CancelJob", nameof(JobRequest), id), (told.Act, told.SubjectKind, told.SubjectId));
    }

    [Fact]
    public async Task Cancel_OfARunningJob_StopsItAtTheNextReport()
    {
        bench.Work = async (run, ct) =>
        {
            await run.ReportAsync(50, checkpoint: "half", ct: ct);
            await Service.CancelAsync(run.Id, Operator, ct);
            await run.ReportAsync(60, checkpoint: "more", ct: ct);
            return "Never said";
        };
        var id = await bench.RequestAsync();

        await bench.Runner.RunNextAsync(default);

        var job = await bench.ReadAsync(id);
        Assert.Equal((JobState.Cancelled, 60, "more"), (job.State, job.Progress, job.Checkpoint));
    }

    [Fact]
    public async Task Cancel_OfARunningJobThatDoesNotReport_ReachesItsToken()
    {
        var reached = new TaskCompletionSource();
        bench.Work = async (_, ct) =>
        {
            reached.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
            return "";
        };
        var id = await bench.RequestAsync();
        await bench.Runner.PumpAsync(default);
        await reached.Task;
        await Service.CancelAsync(id, Operator, default);

        await bench.Runner.PumpAsync(default);
        await bench.Runner.StopAsync();

        Assert.Equal(JobState.Cancelled, (await bench.ReadAsync(id)).State);
    }

    [Fact]
    public async Task Retry_RunsACancelledJobAgainFromItsCheckpoint()
    {
        bench.Work = (run, _) => Task.FromResult($"From {run.Checkpoint}");
        var id = await bench.RequestAsync();
        await bench.Registry.SaveAsync(db => db.Set<JobRequest>().Single(j => j.Id == id).Report(10, null, "ten", bench.Clock.Now, TimeSpan.Zero));
        await Service.CancelAsync(id, Operator, default);

        Assert.True((await Service.RetryAsync(id, Operator, default)).Succeeded);
        await bench.Runner.RunNextAsync(default);

        Assert.Equal("From ten", (await bench.ReadAsync(id)).Result);
        Assert.Equal(["JOB_NOT_ENDED"], (await Service.RetryAsync(id, Operator, default)).Refusals.Select(r => r.Code));
    }

    [Fact]
    public async Task Request_WithAnOpenDedupeKey_GivesTheOpenOne()
    {
        var first = await bench.RequestAsync("board 1");
        var second = await bench.RequestAsync("board 1");
        await bench.Runner.RunNextAsync(default);
        var third = await bench.RequestAsync("board 1");

        Assert.Equal(first, second);
        Assert.NotEqual(first, third);
    }

    [Fact]
    public async Task Cancel_ByWhoAskedForIt_NeedsNoFurtherPermission()
    {
        var id = await bench.RequestAsync();
        var owner = bench.Registry.As(new Caller("TEST", 1, []));
        var stranger = bench.Registry.As(Role.Marker);

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Service.CancelAsync(id, stranger, default));
        Assert.NotNull(await bench.Registry.Get<JobQueries>().FindAsync(id, owner.Caller, default));
        Assert.True((await Service.CancelAsync(id, owner, default)).Succeeded);
    }

    [Fact]
    public async Task Jobs_ListsTheNewestFirst_AndOnlyForThoseWhoMay()
    {
        var first = await bench.RequestAsync();
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await bench.RequestAsync();
        await Service.CancelAsync(first, Operator, default);
        var queries = bench.Registry.Get<JobQueries>();

        var all = await queries.JobsAsync(new TableQuery(), Operator.Caller, default);
        var cancelled = await queries.JobsAsync(new TableQuery().With("state", "Cancelled"), Operator.Caller, default);

        Assert.Equal([second, first], all.Rows.Select(r => r.Id));
        Assert.Equal([first], cancelled.Rows.Select(r => r.Id));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => queries.JobsAsync(new TableQuery(), TestRegistry.Caller(Role.Marker), default));
    }

    [Fact]
    public async Task Request_ByHand_NeedsTheRight()
    {
        Assert.NotEqual(0, await Service.RequestAsync<JobBench.ScriptedJob>(new { }, null, Operator, default));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Service.RequestAsync<JobBench.ScriptedJob>(new { }, null, bench.Registry.As(Role.RegistryOfficer), default));
    }

    public void Dispose() => bench.Dispose();
}
