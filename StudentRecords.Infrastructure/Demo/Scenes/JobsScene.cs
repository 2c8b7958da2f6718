using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Jobs;
using StudentRecords.Infrastructure.Hesa.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Demo.Scenes;

/// <summary>Background work of the last days as the jobs page shows it: done, failed for good, cancelled.</summary>
internal sealed class JobsScene(IDbContextFactory<RegistryDbContext> store, TimeProvider clock) : IDemoScene
{
    private const string Requester = "Ruth Rahman";
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    public string Name => "Jobs";

    public int Length => 1;

    public async Task PlayAsync(DemoPlay play, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<JobRequest>().AnyAsync(j => j.RequestedBy == Requester && j.State == JobState.Cancelled, ct))
        {
            return;
        }

        var now = clock.GetUtcNow();
        foreach (var (collection, days) in new[] { ("22056", 9), ("23056", 6), ("24056", 2) })
        {
            db.Add(Started(nameof(BuildReturnJob), $$"""{"collection":"{{collection}}"}""", now.AddDays(-days), j => j.Succeed($"The return for {collection} is built.", j.RequestedAt.AddMinutes(3))));
        }

        db.Add(Started(nameof(BuildReturnJob), """{"collection":"25056"}""", now.AddDays(-5), j => j.Fail("The process ended in the middle of the run 5 times; see the log before running it again.", null, j.RequestedAt.AddMinutes(21))));
        db.Add(Started(nameof(BuildReturnJob), """{"collection":"24056"}""", now.AddDays(-1), j =>
        {
            j.Report(40, "Student 600 of 1,500", null, j.RequestedAt.AddMinutes(1), Lease);
            j.AskToCancel(j.RequestedAt.AddMinutes(1));
            j.Cancelled(j.RequestedAt.AddMinutes(2));
        }));
        await db.SaveChangesAsync(ct);
    }

    private static JobRequest Started(string kind, string arguments, DateTimeOffset at, Action<JobRequest> end)
    {
        var job = new JobRequest(kind, arguments, null, Requester, at);
        job.Start(at.AddSeconds(1), Lease);
        end(job);
        return job;
    }
}
