using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Jobs;
using StudentRecords.Infrastructure.Demo;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Demo;

[Collection(DemoCollection.Name)]
public sealed class SeedDemoJobTests(DemoInstitution undisturbed)
{
    [FactOfMinutes]
    public async Task Seed_BrokenOffAndTakenUpAgain_SaysTheSameAsAnUndisturbedOne_AndPlayedOnceMore_DoublesNothing()
    {
        var whole = await undisturbed.Registry.ReadAsync(DemoInstitution.ContentAsync);

        var broken = new DemoInstitution();
        await broken.OpenAsync();
        await BreakOffAsync(broken.Registry, "Catalogue", atTell: 1);
        await BreakOffAsync(broken.Registry, "Students", atTell: 9);
        await broken.SeedAsync();
        Assert.Equal(whole, await broken.Registry.ReadAsync(DemoInstitution.ContentAsync));

        await RunFromTheBeginningAsync(broken.Registry);
        Assert.Equal(whole, await broken.Registry.ReadAsync(DemoInstitution.ContentAsync));
        await broken.DisposeAsync();
    }

    /// <summary>Plays a scene up to a point, as a process does that is killed there.</summary>
    private static async Task BreakOffAsync(TestRegistry registry, string scene, int atTell)
    {
        await using (var db = registry.CreateDbContext())
        {
            Assert.True(await Infrastructure.Store.DatabaseOrigin.ClaimAsync(db, "demo", registry.Clock.Now, CancellationToken.None));
        }

        var told = 0;
        var play = new DemoPlay(DemoPreset.Small, (_, _) => ++told == atTell ? throw new OperationCanceledException("killed") : Task.CompletedTask);
        try
        {
            await registry.Services.GetServices<IDemoScene>().Single(s => s.Name == scene).PlayAsync(play, CancellationToken.None);
        }
        catch (OperationCanceledException)
        {
            Assert.Equal(atTell, told);
        }
    }

    /// <summary>As if the process had ended after the last scene and before its checkpoint: every scene is played over what is there.</summary>
    private static async Task RunFromTheBeginningAsync(TestRegistry registry)
    {
        await using (var db = registry.CreateDbContext())
        {
            // asked for long ago, so that it goes before the jobs that the scenes themselves have asked for
            db.Add(new JobRequest("SeedDemoJob", """{"preset":"small"}""", null, "TEST", registry.Clock.Now.AddYears(-5)));
            await db.SaveChangesAsync();
        }

        Assert.True(await registry.Get<JobRunner>().RunNextAsync(CancellationToken.None));
        var again = await registry.ReadAsync(db => db.Set<JobRequest>().Where(j => j.Kind == "SeedDemoJob").OrderByDescending(j => j.Id).FirstAsync());
        Assert.True(again.State == JobState.Succeeded, again.Result);
    }
}
