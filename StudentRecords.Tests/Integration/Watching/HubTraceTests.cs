using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration;

namespace StudentRecords.Tests.Integration.Watching;

/// <summary>One message through the hub is one trace, found by its correlation id; and how flows stand is measured.</summary>
public sealed class HubTraceTests : IAsyncLifetime
{
    private HubScene scene = null!;

    public async Task InitializeAsync() => scene = await HubScene.MakeAsync("BI");

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Message_IsOneTrace_FromTheDoorToTheReceiver()
    {
        var correlation = $"corr-{Guid.NewGuid():N}";
        ConcurrentBag<Activity> heard = [];
        using var listener = new ActivityListener { ShouldListenTo = s => s.Name == HubTelemetry.Name, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded, ActivityStopped = heard.Add };
        ActivitySource.AddActivityListener(listener);
        using (var request = new Activity("request").Start())
        {
            var text = $$"""{"id":"b1","type":"LearningAnalyticsBatch","key":"clicks/1","correlationId":"{{correlation}}","data":{"dataset":"clicks","batch":"1","asOf":"2024-01-08","rows":1200,"sha256":"{{new string('a', 64)}}","link":"https://vle.example.ac.uk/batches/1"} }""";
            var receipt = (await scene.Registry.Get<HubDoor>().SubmitAsync("F055", "VLE", [text], "http", null, default)).Single();
            Assert.True(receipt.State == InboxState.Applied, $"{receipt.Code} {receipt.Reason}");
            await scene.DrainAsync("BI");

            var trace = HubTelemetry.TraceOf(correlation);
            var mine = heard.Where(a => a.TraceId == trace).ToList();
            Assert.Equal(["hub.apply", "hub.deliver"], mine.Select(a => a.OperationName).Order(StringComparer.Ordinal));
            Assert.All(mine, a => Assert.Equal(trace.ToHexString(), a.GetTagItem(HubTelemetry.Correlation)));
            var applied = mine.Single(a => a.OperationName == "hub.apply");
            Assert.Equal("Applied", applied.GetTagItem("hub.state"));
            Assert.Contains(applied.Links, l => heard.Any(a => a.OperationName == "hub.unit" && a.Context.SpanId == l.Context.SpanId));
            Assert.Contains(applied.Links, l => l.Context.SpanId == request.SpanId);
            Assert.DoesNotContain(heard.SelectMany(a => a.TagObjects), t => t.Value?.ToString()?.Contains(correlation, StringComparison.Ordinal) == true);
        }
    }

    [Fact]
    public async Task Gauges_SayOfEachFlow_WhatWaitsAndSinceWhen_WhatIsQuarantined_AndWhatStandsApart()
    {
        var now = scene.Registry.Clock.Now;
        await scene.Registry.SaveAsync(db =>
        {
            for (var i = 1; i <= 3; i++)
            {
                var message = new OutboxMessage("F027", "BI", "PerformanceExtract", $"k{i}", i < 3 ? "a" : "b", "{}", null, now.AddMinutes(-i), null, "c");
                message.TakePlace(i);
                db.Add(message);
            }
        });
        await scene.SayAsync("F010", "PaymentReceived", "broken", new { student = scene.Who, transaction = "broken", amount = -1, bookedOn = "2024-01-10" });
        Dictionary<string, double> told = [];
        var gauges = scene.Registry.Services.GetServices<IHostedService>().OfType<HubGauges>().Single();
        using var listener = new MeterListener { InstrumentPublished = (instrument, l) => { if (instrument.Meter.Scope == gauges) { l.EnableMeasurementEvents(instrument); } } };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => told[$"{instrument.Name} {tags[0].Value}"] = Math.Max(value, told.GetValueOrDefault($"{instrument.Name} {tags[0].Value}")));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => told[$"{instrument.Name} {tags[0].Value}"] = Math.Max(value, told.GetValueOrDefault($"{instrument.Name} {tags[0].Value}")));
        listener.Start();

        await gauges.BeatAsync(default);
        scene.Registry.Clock.Advance(TimeSpan.FromSeconds(20));
        listener.RecordObservableInstruments();

        Assert.Equal((3, 2, 200), (told["hub.outbox.unsent F027"], told["hub.outbox.lane.depth F027"], told["hub.outbox.oldest.age F027"]));
        Assert.Equal((1, 0, 0), (told["hub.inbox.quarantined F010"], told["hub.inbox.oldest.age F010"], told["hub.reconciliation.drift F010"]));
        Assert.Equal(FlowCatalogue.All.Count, told.Keys.Count(k => k.StartsWith("hub.outbox.unsent ", StringComparison.Ordinal)));
    }
}
