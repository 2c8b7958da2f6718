using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Integration.Quarantine;
using StudentRecords.Infrastructure.Integration.Reading;
using StudentRecords.Infrastructure.Integration.Variation;
using StudentRecords.Infrastructure.Jobs;
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
    public async Task OneInTenThatIsBad_HarmsNoOther_AndIsOneLineForTheOperatorAndForItsOwner_UntilItIsResolved()
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
        Assert.Equal([(Messages / BadOnceIn, $"/flows/quarantine/F010/{group.Fingerprint}", "Head of Student Fees")], await ToldAsync(registry, Role.IntegrationOperator));
        Assert.Equal([(Messages / BadOnceIn, "/owned-flows?f.flow=F010", "Head of Student Fees")], await ToldAsync(registry, Role.FeesOfficer));
        Assert.Equal(group.Alike, Assert.Single((await registry.Get<StuckQueries>().ListAsync(new TableQuery(), TestRegistry.Caller(Role.FeesOfficer))).Rows).Alike);
        Assert.Empty(await ToldAsync(registry, Role.SponsorshipOfficer));

        Assert.True((await registry.Get<QuarantineService>().SetGroupAsideAsync(new QuarantineGroup("F010", group.Fingerprint), registry.As(Role.IntegrationOperator), default)).Succeeded);
        Assert.True(await registry.Get<JobRunner>().RunNextAsync(default));
        Assert.Empty(await ToldAsync(registry, Role.IntegrationOperator));
        Assert.Empty(await ToldAsync(registry, Role.FeesOfficer));
    }

    /// <summary>While the hub tries again by itself nobody is told; then a person has to.</summary>
    [Fact]
    public async Task LanesThatArePoisoned_AreOneLineForTheOwnerOfTheirFlow_UntilTheyGoOn()
    {
        using var scene = await OutboundScene.MakeAsync();
        foreach (var lane in Enumerable.Range(0, 5))
        {
            await scene.TellAsync("EWP", $"s{lane}", $"s{lane}/1", $"s{lane}/2");
        }

        scene.Far.Answer = key => key is "s1/1" or "s3/1" ? new HttpResponseMessage(System.Net.HttpStatusCode.UnprocessableEntity) : null;
        await scene.DrainAsync();
        Assert.Empty(await ToldAsync(scene.Registry, Role.RegistryManager));
        for (var again = 0; again < RetryLadder.Rungs.Count; again++)
        {
            scene.Registry.Clock.Advance(TimeSpan.FromHours(30));
            await scene.DrainAsync();
        }

        var line = (2, "/flows/outbox?f.state=Dead&f.flow=F012&f.destination=EWP", "Registrar (Student Services)");
        Assert.Equal([line], await ToldAsync(scene.Registry, Role.IntegrationOperator));
        Assert.Equal([line], await ToldAsync(scene.Registry, Role.RegistryManager));
        Assert.Empty(await ToldAsync(scene.Registry, Role.FeesOfficer));

        foreach (var key in (string[])["s1/1", "s3/1"])
        {
            Assert.Empty((await scene.Registry.Get<OutboxService>().SetAsideAsync((await scene.MessageAsync(key)).Id, scene.Registry.As(Role.IntegrationOperator) with { Reason = "Said otherwise" }, default)).Refusals);
        }

        await scene.DrainAsync();
        Assert.Equal(8, scene.Far.Taken.Count);
        Assert.Empty(await ToldAsync(scene.Registry, Role.RegistryManager));
    }

    [Fact]
    public async Task Owner_WhoHasAnotherTitleHere_IsNamedSo_AndTheRegistryManagerHearsForThem()
    {
        using var registry = new TestRegistry();
        await using var hub = await StartedHub.OfAsync(registry);
        await registry.Get<VariationService>().SetAsync(new SetLocalSystem { System = "FIN", IsOperated = true, Flows = [new SetLocalFlow("F010", true, "Bursar", null, null)] }, registry.As(Role.IntegrationOperator), default);
        await hub.SayAsync(Saying.Broken("m1", (await registry.Given.PersonAsync()).StudentNumber));
        Assert.Equal("Bursar", Assert.Single(await ToldAsync(registry, Role.RegistryManager)).Owner);
        Assert.Empty(await ToldAsync(registry, Role.FeesOfficer));
    }

    [Fact]
    public void EveryTitleThatHasARoleOfItsOwn_OwnsAFlow_AndItsRoleMaySeeWhatIsStuck()
    {
        Assert.Empty(FlowOwners.Titles.Except(FlowCatalogue.All.Select(f => f.Owner)));
        Assert.All(FlowCatalogue.All, f => Assert.True(AccessTable.For(FlowOwners.RoleOf(f.Owner), Room.OwnedFlows) >= Level.Change, f.Code));
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

    /// <summary>The lines of what is stuck on the role's work list.</summary>
    private static async Task<IEnumerable<(int Count, string Address, string? Owner)>> ToldAsync(TestRegistry registry, Role role) =>
        (await registry.Services.GetServices<IWorkSource>().OfType<StuckMessages>().Single().WaitingAsync(TestRegistry.Caller(role), default)).Where(w => w.Count > 0).Select(w => (w.Count, w.Address, w.Owner));
}
