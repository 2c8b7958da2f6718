using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Integration.Reading;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Work;
using StudentRecords.Tests.Integration;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Faults;

/// <summary>One message in ten is bad and one lane is stuck: nobody else waits, and people are told once.</summary>
public sealed class PoisonTests
{
    private const int Messages = 200;
    private const int BadOnceIn = 10;

    [Fact]
    public async Task OneInTenThatIsBad_HarmsNoOther_AndIsOneLineForItsOwner()
    {
        using var registry = new TestRegistry();
        await using var hub = await StartedHub.OfAsync(registry);
        var student = (await registry.Given.PersonAsync()).StudentNumber;
        var said = Enumerable.Range(0, Messages).Select(n => n % BadOnceIn == 0 ? Saying.Broken($"m{n}", student) : Saying.Payment($"m{n}", student, n)).ToList();
        var receipts = await hub.SayAsync("F010", "FIN", [.. said.Select(s => s.Text)]);

        Assert.All(said.Zip(receipts), s => Assert.Equal(s.First.Effect is null ? InboxState.Quarantined : InboxState.Applied, s.Second.State));
        Assert.Equal(Messages - (Messages / BadOnceIn), await registry.ReadAsync(db => db.Set<Payment>().CountAsync()));
        var group = Assert.Single((await registry.Get<QuarantineQueries>().ListAsync(new TableQuery(), TestRegistry.Caller(Role.IntegrationOperator))).Rows);
        Assert.Equal(("F010", "CONTRACT", Messages / BadOnceIn), (group.Flow, group.Code, group.Count));
        var waiting = await registry.Services.GetServices<IWorkSource>().OfType<StuckMessages>().Single().WaitingAsync(TestRegistry.Caller(Role.IntegrationOperator), default);
        Assert.Equal(Messages / BadOnceIn, Assert.Single(waiting, w => w.Address == "/flows/quarantine").Count);
    }

    [Fact]
    public async Task LaneThatIsPoisoned_HoldsUpItselfOnly()
    {
        using var scene = await OutboundScene.MakeAsync();
        foreach (var lane in Enumerable.Range(0, 30))
        {
            await scene.TellAsync("EWP", $"s{lane}", $"s{lane}/1", $"s{lane}/2");
        }

        scene.Far.Answer = key => key == "s7/1" ? new HttpResponseMessage(System.Net.HttpStatusCode.UnprocessableEntity) : null;
        await scene.DrainAsync();
        Assert.Equal(58, scene.Far.Taken.Count);
        Assert.DoesNotContain(scene.Far.Taken, t => t.Aggregate == "s7");
        Assert.Equal(59, scene.Far.Asked);
    }
}
