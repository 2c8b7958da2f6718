using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Jobs;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Jobs;

/// <summary>A record with one kind of job, whose work each test writes itself.</summary>
internal sealed class JobBench : IDisposable
{
    public JobBench() => Registry = new TestRegistry(s => s.AddSingleton(this).AddJob<ScriptedJob>());

    public TestRegistry Registry { get; }

    public FakeClock Clock => Registry.Clock;

    public JobRunner Runner => Registry.Get<JobRunner>();

    public Func<JobRun, CancellationToken, Task<string>> Work { get; set; } = (_, _) => Task.FromResult("Done");

    /// <summary>A runner of another process.</summary>
    public JobRunner AnotherRunner() => ActivatorUtilities.CreateInstance<JobRunner>(Registry.Services);

    public async Task<long> RequestAsync(string? dedupe = null, object? arguments = null)
    {
        await using var db = Registry.CreateDbContext();
        var request = await JobQueue.RequestAsync<ScriptedJob>(db, arguments ?? new { }, dedupe, "TEST", Clock.Now, CancellationToken.None);
        await db.SaveChangesAsync();
        return request.Id;
    }

    public Task<JobRequest> ReadAsync(long id) => Registry.ReadAsync(db => db.Set<JobRequest>().SingleAsync(j => j.Id == id));

    public void Dispose() => Registry.Dispose();

    internal sealed class ScriptedJob(JobBench bench) : IBackgroundJob
    {
        public Task<string> ExecuteAsync(JobRun run, CancellationToken ct) => bench.Work(run, ct);
    }
}
