using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Jobs;
using StudentRecords.Infrastructure.Demo.Scale;
using StudentRecords.Infrastructure.Enrolment.Bulk;
using StudentRecords.Infrastructure.Enrolment.Desk;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Tests.Support;
using Xunit.Abstractions;

namespace StudentRecords.Tests.Enrolment;

/// <summary>A cohort re-enrolled by a process that is killed in the middle: another goes on, nobody is forgotten and nobody is done twice.</summary>
public sealed class BulkKillTests(ITestOutputHelper output)
{
    private const string DoneLines = "SELECT COUNT(*) FROM BulkLine WHERE State = 'Done'";
    private static readonly AcademicYear Year = AcademicYear.Parse("2024/25");

    [Fact]
    public Task ReEnrolment_KilledInTheMiddle_GoesOnAndDoesNobodyTwice() => KilledAndResumedAsync(1_200, null);

    /// <summary>Half of those that are made are to be re-enrolled: 10,000 on two cores in under three minutes, killed once; the three minutes are the two processes' own time.</summary>
    [FactOfMinutes]
    public Task TenThousand_AreReEnrolledInUnderThreeMinutes() => KilledAndResumedAsync(20_000, TimeSpan.FromMinutes(3));

    private async Task KilledAndResumedAsync(int students, TimeSpan? limit)
    {
        using var registry = new TestRegistry(on: TestDatabase.AsFile());
        Assert.True((await registry.Get<ScaleSeeding>().SeedAsync(students, null, CancellationToken.None)).Succeeded);
        registry.Clock.Now = new DateTimeOffset(2024, 9, 2, 9, 0, 0, TimeSpan.Zero);
        var run = (await registry.Get<CohortService>().CheckAsync(null, Year, null, registry.As(Role.RegistryManager))).Value;
        Assert.True(await registry.Get<JobRunner>().RunNextAsync(CancellationToken.None));
        var found = (await registry.Get<BulkQueries>().FindAsync(run, TestRegistry.Caller(Role.RegistryManager)))!;
        Assert.True(found.Ready > 400, "several slices are needed to be killed between two");
        Assert.Empty((await registry.Get<BulkService>().ApplyAsync(run, registry.As(Role.RegistryManager))).Refusals);

        var watch = Stopwatch.StartNew();
        long done;
        using (var process = RegistryProcess.Start(registry.File))
        {
            done = await process.KillInTheMiddleAsync(registry, DoneLines, found.Ready, TimeSpan.FromMinutes(5));
        }

        var killedAfter = watch.Elapsed;
        var left = await registry.ReadAsync(db => db.Set<JobRequest>().OrderByDescending(j => j.Id).FirstAsync());
        Assert.Equal(JobState.Running, left.State);
        registry.Clock.Now = left.LeaseUntil!.Value.AddSeconds(1);
        watch.Restart();
        Assert.True(await registry.Get<JobRunner>().RunNextAsync(CancellationToken.None));

        output.WriteLine($"{found.Ready:N0} ready of {students:N0}: {done:N0} done when killed after {killedAfter.TotalSeconds:0.0} s (with the start of the process), the rest in {watch.Elapsed.TotalSeconds:0.0} s.");
        await EverybodyIsDoneOnceAsync(registry, run, found.Ready);
        Assert.True(limit is null || killedAfter + watch.Elapsed < limit, $"{killedAfter + watch.Elapsed}");
    }

    private static async Task EverybodyIsDoneOnceAsync(TestRegistry registry, long run, int ready)
    {
        var after = (await registry.Get<BulkQueries>().FindAsync(run, TestRegistry.Caller(Role.RegistryManager)))!;
        Assert.Equal((BulkStage.Applied, ready, 0), (after.Stage, after.Done, after.Ready));
        await using var db = registry.CreateDbContext();
        Assert.Equal(ready, await db.Set<CourseSession>().CountAsync(s => s.SessionYear == "2024/25" && s.YearOfProgramme > 1));
        Assert.Equal(ready, await db.Set<OutboxMessage>().CountAsync(m => m.Key.EndsWith("/session/2024/25")));
        Assert.Equal(ready, await db.Set<AuditEntry>().CountAsync(a => a.Act == "ReEnrol"));
    }
}
