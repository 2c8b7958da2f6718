using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Demo;

/// <summary>Plays the scenes of the demo institution one after the other; the checkpoint is the last scene that was played to its end.</summary>
internal sealed class SeedDemoJob(IEnumerable<IDemoScene> scenes, IDbContextFactory<RegistryDbContext> store) : IBackgroundJob
{
    public async Task<string> ExecuteAsync(JobRun run, CancellationToken ct)
    {
        var preset = DemoPreset.Find(run.Arguments<Wish>().Preset);
        var all = scenes.ToList();
        var played = all.FindIndex(s => s.Name == run.Checkpoint) + 1;
        var whole = all.Sum(s => s.Length);
        foreach (var scene in all.Skip(played))
        {
            var before = all.TakeWhile(s => s != scene).Sum(s => s.Length);
            await run.ReportAsync(100 * before / whole, scene.Name, null, ct);
            await scene.PlayAsync(new DemoPlay(preset, (share, text) => run.ReportAsync((int)(100 * (before + (scene.Length * share)) / whole), text, null, ct)), ct);
            await run.ReportAsync(100 * (before + scene.Length) / whole, null, scene.Name, ct);
        }

        await using var db = await store.CreateDbContextAsync(ct);
        return $"The demo institution has {await db.Set<Person>().CountAsync(ct):N0} people.";
    }

    internal sealed record Wish(string Preset);
}
