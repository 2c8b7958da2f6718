using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Extracts;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Integration.Variation;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Telling;

/// <summary>Nothing goes on a flow that is not operated here, or to a system that is not: neither what waited, nor what somebody sends again, nor what was written meanwhile.</summary>
public sealed class ReceiverTests : IAsyncLifetime
{
    private TellingScene scene = null!;

    public async Task InitializeAsync() => scene = await TellingScene.MakeAsync("CM", "EST", "BI", "CMS");

    public Task DisposeAsync()
    {
        scene.Hub.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("F002", "CM", true)]
    [InlineData("F019", "EST", true)]
    [InlineData("F027", "BI", false)]
    [InlineData("F041", "CMS", false)]
    public async Task Extract_OfWhatIsNoLongerOperated_DoesNotGo_ThoughSomebodySendsItAgain(string flow, string system, bool systemRests)
    {
        await scene.Registry.Get<ExtractsJob>().ExecuteAsync(new JobRun(1, nameof(ExtractsJob), "", null, "olga", scene.Registry.Clock, (_, _, _, _) => Task.CompletedTask), default);
        var told = (await scene.Hub.ToldAsync(flow))[0];
        Assert.Equal(OutboxState.Unsent, told.State);
        await scene.Registry.Get<VariationService>().SetAsync(new SetLocalSystem { System = system, IsOperated = !systemRests, Flows = [new SetLocalFlow(flow, systemRests, null, null, null)] }, scene.Registry.As(Role.IntegrationOperator), default);
        Assert.Empty((await scene.Registry.Get<OutboxService>().SendAgainAsync(told.Id, scene.Registry.As(Role.IntegrationOperator), default)).Refusals);
        await scene.Hub.DrainAsync(system);
        var then = (await scene.Hub.ToldAsync(flow)).Single(m => m.Id == told.Id);
        Assert.Equal((OutboxState.SetAside, $"{flow} is not operated here; the message is kept and not sent."), (then.State, then.LastError));
    }
}
