using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Integration.Bus;
using StudentRecords.Infrastructure.Integration.Reading;

namespace StudentRecords.Tests.Integration.Watching;

public sealed class HubTelemetryTests : IAsyncLifetime
{
    private HubScene scene = null!;

    public async Task InitializeAsync() => scene = await HubScene.MakeAsync();

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task MessageThatIsApplied_IsCountedByItsFlowAndState_AndItsUnitIsASpan()
    {
        ConcurrentBag<string> told = [];
        using var spans = new ActivityListener { ShouldListenTo = s => s.Name == HubTelemetry.Name, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData, ActivityStopped = a => told.Add($"{a.OperationName} {a.GetTagItem("hub.messages")}") };
        ActivitySource.AddActivityListener(spans);
        using var counts = new MeterListener { InstrumentPublished = (instrument, listener) => { if (instrument.Meter.Name == HubTelemetry.Name) { listener.EnableMeasurementEvents(instrument); } } };
        counts.SetMeasurementEventCallback<long>((instrument, count, tags, _) => told.Add($"{instrument.Name} {count} {string.Join(' ', tags.ToArray().Select(t => $"{t.Key}={t.Value}"))}"));
        counts.Start();

        await SayAsync();

        Assert.Contains("hub.unit 1", told);
        Assert.Contains("hub.messages.settled 1 flow=F020 state=Applied", told);
    }

    [Fact]
    public async Task MessagesOfTheBus_AreASpanWithTheirSystem()
    {
        ConcurrentBag<string> told = [];
        using var spans = new ActivityListener { ShouldListenTo = s => s.Name == HubTelemetry.Name, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData, ActivityStopped = a => told.Add($"{a.OperationName} {a.Kind} {a.GetTagItem("hub.system")} {a.GetTagItem("hub.messages")}") };
        ActivitySource.AddActivityListener(spans);
        await scene.Registry.Get<BusDoor>().TakeAsync("EST", [], default);
        Assert.Contains("hub.bus Consumer EST 0", told);
    }

    [Fact]
    public async Task Throughput_CountsWhatWasAppliedOnEachDay()
    {
        await SayAsync();
        scene.Registry.Clock.Advance(TimeSpan.FromDays(1));
        var days = await scene.Registry.Get<ThroughputQueries>().OfAsync("F020", Caller.System("TEST"));
        Assert.Equal(14, days.Count);
        Assert.Equal([1, 0], days.TakeLast(2).Select(d => d.Messages));
    }

    [Fact]
    public async Task Throughput_CountsADeliveryOnTheDayOnWhichItWasDelivered_AndWhatWasParkedOnThatOfItsEffect()
    {
        var (clock, made) = (scene.Registry.Clock, scene.Registry.Clock.Now);
        await scene.SayAsync("F010", "FinancialHoldReleased", "H-1/released", new { student = scene.Who, hold = "H-1", reason = "Paid", releasedOn = "2024-01-10" }, 2);
        clock.Advance(TimeSpan.FromDays(1));
        await scene.SaidAsync("F010", "FinancialHoldPlaced", "H-1", new { student = scene.Who, hold = "H-1", reason = "Second instalment", placedOn = "2024-01-09" });
        await scene.Registry.SaveAsync(db =>
        {
            var message = new OutboxMessage("F017", "ACC", "StudentProfileUpdated", "k", "a", "{}", null, made, null, "c");
            message.TakePlace(1);
            message.Delivered("taken", clock.Now);
            db.Add(message);
        });
        foreach (var (flow, effects) in new[] { ("F017", 1), ("F010", 2) })
        {
            Assert.Equal([0, effects], (await scene.Registry.Get<ThroughputQueries>().OfAsync(flow, Caller.System("TEST"))).TakeLast(2).Select(d => d.Messages));
        }
    }

    private async Task SayAsync() => Assert.Equal(InboxState.Applied, (await scene.Registry.Get<HubDoor>().SubmitAsync("F020", "EST",
        ["""{"id":"m1","type":"SpaceAvailabilityChanged","version":2,"key":"B-1/1","data":{"room":"B-1","booking":"1","startsAt":"2024-02-05T08:00:00Z","endsAt":"2024-02-05T12:00:00Z","use":"Taken"}}"""], "http", null, default)).Single().State);
}
