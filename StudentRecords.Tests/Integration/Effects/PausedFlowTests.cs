using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Reading;
using StudentRecords.Infrastructure.Integration.Variation;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Effects;

/// <summary>A flow that a person stops: what comes is kept, what goes waits, and nothing is failing.</summary>
public sealed class PausedFlowTests
{
    [Fact]
    public async Task WhatComesOnAPausedFlow_IsKept_AndAppliedInItsOrderWhenItRunsAgain()
    {
        using var scene = await HubScene.MakeAsync();
        var service = scene.Registry.Get<VariationService>();
        Assert.Empty((await service.PauseAsync("F010", scene.Registry.As(Role.IntegrationOperator))).Refusals);
        var receipt = await scene.SayAsync("F010", "FinancialHoldPlaced", "H-1", new { student = scene.Who, hold = "H-1", reason = "Second instalment", placedOn = "2024-01-10" });
        Assert.Equal((InboxState.Parked, "PAUSED"), (receipt.State, receipt.Code));
        await scene.SayAsync("F010", "FinancialHoldReleased", "H-1/released", new { student = scene.Who, hold = "H-1", reason = "Paid", releasedOn = "2024-01-12" }, 2);
        Assert.Empty(await HoldsAsync(scene));
        var row = (await scene.Registry.Get<FlowQueries>().AllAsync(TestRegistry.Caller(Role.IntegrationOperator))).Single(f => f.Flow.Code == "F010");
        Assert.Equal((FlowStanding.Paused, 2), (row.Standing, row.Traffic.Parked));
        // other flows run on
        await scene.SaidAsync("F007", "LibraryObligationRaised", "L-1", new { student = scene.Who, obligation = "L-1", reason = "Book not returned", amount = 12.5, raisedOn = "2024-01-10" });

        Assert.Empty((await service.ResumeAsync("F010", scene.Registry.As(Role.IntegrationOperator))).Refusals);
        await scene.SweepAsync();

        var hold = Assert.Single(await HoldsAsync(scene));
        Assert.Equal(new DateOnly(2024, 1, 12), hold.ReleasedOn);
        Assert.Equal(0, await scene.Registry.ReadAsync(db => db.Set<InboxMessage>().CountAsync(m => m.State == InboxState.Parked)));
    }

    [Fact]
    public async Task WhatIsKeptByAPause_DoesNotUndoWhatWasToldAfterIt()
    {
        using var scene = await HubScene.MakeAsync();
        var service = scene.Registry.Get<VariationService>();
        await service.PauseAsync("F011", scene.Registry.As(Role.IntegrationOperator));
        Assert.Equal("PAUSED", (await scene.SayAsync("F011", "ProfileChangeRequested", "profile-1", new { student = scene.Who, telephone = "07700 900001", email = "one@example.org" })).Code);
        scene.Registry.Clock.Advance(TimeSpan.FromHours(1));
        await service.ResumeAsync("F011", scene.Registry.As(Role.IntegrationOperator));
        // before what was kept is tried
        await scene.SaidAsync("F011", "ProfileChangeRequested", "profile-2", new { student = scene.Who, telephone = "07700 900002" });
        await scene.SweepAsync();

        var student = await scene.Registry.ReadAsync(db => db.Set<Domain.Students.Person>().SingleAsync(p => p.Id == scene.Student.Id));
        Assert.Equal(("07700 900002", "one@example.org"), (student.Telephone, student.Email));
        Assert.All(await scene.Registry.ReadAsync(db => db.Set<InboxMessage>().Where(m => m.Flow == "F011").ToListAsync()), m => Assert.Equal(InboxState.Applied, m.State));
    }

    [Fact]
    public async Task WhatGoesOutOnAPausedFlow_Waits()
    {
        using var scene = await OutboundScene.MakeAsync();
        await scene.Registry.Get<VariationService>().PauseAsync("F012", scene.Registry.As(Role.IntegrationOperator));
        await scene.TellAsync("EWP", "a", "k1");
        Assert.Equal(0, await scene.DrainAsync());
        await scene.Registry.Get<VariationService>().ResumeAsync("F012", scene.Registry.As(Role.IntegrationOperator));
        Assert.Equal(1, await scene.DrainAsync());
    }

    [Fact]
    public async Task NobodyPauses_ButWhoRunsFlows_AndNoFlowThatPeopleKey()
    {
        using var registry = new TestRegistry();
        var service = registry.Get<VariationService>();
        foreach (var role in Enum.GetValues<Role>().Where(r => AccessTable.For(r, Room.FlowMessages) < Level.Change))
        {
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => service.PauseAsync("F010", registry.As(role)));
        }

        Assert.Equal("UNKNOWN_FLOW", (await service.PauseAsync("F068", registry.As(Role.IntegrationOperator))).Refusals.Single().Code);
    }

    private static Task<List<Hold>> HoldsAsync(HubScene scene) => scene.Registry.ReadAsync(db => db.Set<Hold>().Where(h => h.Source == "Finance").ToListAsync());
}
