using Microsoft.EntityFrameworkCore;
using StudentRecords.Infrastructure.Demo;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Domain.Jobs;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Demo;

public sealed class SeedDemoJobTests
{
    [Fact]
    public async Task Seed_InTwoDatabases_SaysTheSameInBoth_AndPlayedAgain_DoublesNothing()
    {
        var one = new DemoInstitution();
        var other = new DemoInstitution();
        await one.InitializeAsync();
        await other.InitializeAsync();
        var first = await one.Registry.ReadAsync(DemoInstitution.ContentHashAsync);
        Assert.Equal(first, await other.Registry.ReadAsync(DemoInstitution.ContentHashAsync));

        await RunFromTheBeginningAsync(other.Registry);
        Assert.Equal(first, await other.Registry.ReadAsync(DemoInstitution.ContentHashAsync));
        await one.DisposeAsync();
        await other.DisposeAsync();
    }

    /// <summary>As if the process had ended after the last scene and before its checkpoint: every scene is played over what is there.</summary>
    private static async Task RunFromTheBeginningAsync(TestRegistry registry)
    {
        await using (var db = registry.CreateDbContext())
        {
            db.Add(new JobRequest("SeedDemoJob", """{"preset":"small"}""", null, "TEST", registry.Clock.Now));
            await db.SaveChangesAsync();
        }

        Assert.True(await registry.Get<JobRunner>().RunNextAsync(CancellationToken.None));
        var again = await registry.ReadAsync(db => db.Set<JobRequest>().OrderByDescending(j => j.Id).FirstAsync());
        Assert.True(again.State == JobState.Succeeded, again.Result);
    }
}
