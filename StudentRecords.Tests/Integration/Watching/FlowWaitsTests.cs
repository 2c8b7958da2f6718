using Bunit;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Reading;
using StudentRecords.Tests.Support;
using StudentRecords.Web.Components.Pages.Integration.Flows;

namespace StudentRecords.Tests.Integration.Watching;

/// <summary>What came and has had no effect yet counts against the promise of its flow, and its pages say which it is.</summary>
public sealed class FlowWaitsTests : IAsyncLifetime
{
    private readonly PassingFault fault = new();
    private HubScene scene = null!;

    public async Task InitializeAsync() => scene = await HubScene.MakeAsync(new Dictionary<string, string?>(), s => FailingFlow.Put(s, "FinancialHoldPlaced", fault));

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task HoldOnTheLadder_IsSlow_WhenItsPromiseIsOver_AndMovesWhenItIsApplied()
    {
        var receipt = await PlaceAsync("H-1", scene.Who);
        Assert.Equal((InboxState.Accepted, "TRANSIENT"), (receipt.State, receipt.Code));
        scene.Registry.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(FlowStanding.Moving, (await RowAsync()).Standing);
        scene.Registry.Clock.Advance(TimeSpan.FromHours(3));
        await scene.SweepAsync();

        var row = await RowAsync();
        Assert.Equal((FlowStanding.Slow, FlowWait.Retry, 1, 0), (row.Standing, row.Traffic.Oldest!.Value.For, row.Traffic.Retried, row.Traffic.Parked));
        Assert.Equal(TimeSpan.FromMinutes(185), row.Lag);
        Assert.Contains("the oldest is tried again after a fault, for 3 h", Tile(row), StringComparison.Ordinal);
        Assert.Contains("1 tried again", Tile(row), StringComparison.Ordinal);
        Assert.Contains("3 h of 5 min", Panel(row), StringComparison.Ordinal);
        var failure = Assert.Single(await scene.Registry.Get<FlowFailureQueries>().OfAsync("F010", TestRegistry.Caller(Role.IntegrationOperator)));
        Assert.Equal(("TRANSIENT", true), (failure.Failure.Code, failure.Failure.MovesByItself));

        fault.Strikes = false;
        scene.Registry.Clock.Advance(TimeSpan.FromHours(2));
        await scene.SweepAsync();
        row = await RowAsync();
        Assert.Equal((FlowStanding.Moving, null), (row.Standing, row.Lag));
        Assert.DoesNotContain("Behind", Panel(row), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ParkedMessage_IsSlow_WhenItsPromiseIsOver_ButNotOneThatAPersonsPauseKeeps()
    {
        fault.Strikes = false;
        Assert.Equal(InboxState.Parked, (await PlaceAsync("H-2", new { system = "SIS", id = "9999999" })).State);
        Assert.Equal(FlowStanding.Moving, (await RowAsync()).Standing);
        scene.Registry.Clock.Advance(TimeSpan.FromMinutes(6));
        var row = await RowAsync();
        Assert.Equal((FlowStanding.Slow, FlowWait.Parked), (row.Standing, row.Traffic.Oldest!.Value.For));
        Assert.Contains("waits for something that has not come", Panel(row), StringComparison.Ordinal);
        Assert.Contains("1 parked", Tile(row), StringComparison.Ordinal);

        var variation = scene.Registry.Get<Infrastructure.Integration.Variation.VariationService>();
        await variation.PauseAsync("F020", scene.Registry.As(Role.IntegrationOperator));
        Assert.Equal("PAUSED", (await scene.SayAsync("F020", "SpaceAvailabilityChanged", "B-1/1", new { room = "B-1", booking = "1", startsAt = "2024-02-05T08:00:00Z", endsAt = "2024-02-05T12:00:00Z", use = "Taken" }, 1, 2)).Code);
        scene.Registry.Clock.Advance(TimeSpan.FromDays(2));
        row = await RowAsync("F020");
        Assert.Equal((FlowStanding.Paused, 1, null), (row.Standing, row.Traffic.Parked, row.Lag));
        Assert.Empty(await scene.Registry.Get<FlowFailureQueries>().OfAsync("F020", TestRegistry.Caller(Role.IntegrationOperator)));
    }

    private Task<Infrastructure.Integration.Receipt> PlaceAsync(string hold, object who) => scene.SayAsync("F010", "FinancialHoldPlaced", hold, new { student = who, hold, reason = "Second instalment", placedOn = "2024-01-10" });

    private async Task<FlowRow> RowAsync(string flow = "F010") => (await scene.Registry.Get<FlowQueries>().AllAsync(TestRegistry.Caller(Role.IntegrationOperator))).Single(r => r.Flow.Code == flow);

    private static string Tile(FlowRow row)
    {
        using var context = new BunitContext();
        return context.Render<FlowTile>(p => p.Add(t => t.Row, row)).Markup;
    }

    private static string Panel(FlowRow row)
    {
        using var context = new BunitContext();
        return context.Render<FlowTrafficPanel>(p => p.Add(t => t.Row, row).Add(t => t.Days, [])).Markup;
    }
}
