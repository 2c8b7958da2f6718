using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Bus;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Infrastructure.Integration.Reading;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Bus;

/// <summary>What the record tells by the message bus: delivered when the broker has confirmed it, and not before.</summary>
[Collection(BrokerCollection.Name)]
public sealed class BusOutTests(BrokerFixture broker)
{
    private const string Inbox = "portal-inbox";

    [FactWithBroker]
    public async Task Message_LiesInTheReceiversQueue_WithItsIdAndCorrelation_AndTheReceiptIsTheBrokersConfirm()
    {
        await using var scene = await BusScene.MakeAsync(broker);
        await scene.Far.BindAsync(Inbox, "EWP.#");
        await scene.TellAsync("S1", "k1", "k2", "k3");
        await scene.Hub.DrainAsync("EWP");

        var fetched = await scene.Far.FetchAsync(Inbox);
        foreach (var (message, key) in fetched.Zip((string[])["k1", "k2", "k3"]))
        {
            var told = await scene.ToldAsync(key);
            Assert.Equal((OutboxState.Delivered, "Confirmed by the broker, EWP.F012.NotificationIssued"), (told.State, told.Receipt));
            Assert.Equal((OutboundEnvelope.Id(told), $"because-of-{key}", "NotificationIssued", "application/json", true), (message.BasicProperties.MessageId, message.BasicProperties.CorrelationId, message.BasicProperties.Type, message.BasicProperties.ContentType, message.BasicProperties.Persistent));
            Assert.Equal((BusNames.Out, "EWP.F012.NotificationIssued", "F012", $"{told.Sequence}"), (message.Exchange, message.RoutingKey, FarBroker.Header(message, "flow"), FarBroker.Header(message, "sequence")));
            Assert.Equal(OutboundEnvelope.Body(told), message.Body.ToArray());
        }

        Assert.Equal(3, fetched.Count);
    }

    [FactWithBroker]
    public async Task Message_ThatNoQueueTakes_IsNotDelivered_AndIsTriedAgain()
    {
        await using var scene = await BusScene.MakeAsync(broker);
        await scene.Far.BindAsync(Inbox, "EWP.F003.#");
        await scene.TellAsync("S1", "k1");
        await scene.Hub.DrainAsync("EWP");
        var told = await scene.ToldAsync("k1");
        Assert.Equal((OutboxState.Unsent, 1, null), (told.State, told.Attempts, told.Receipt));
        Assert.Contains("No queue at the broker takes EWP.F012.NotificationIssued", told.LastError, StringComparison.Ordinal);
        Assert.True(told.NextAttemptAt > scene.Registry.Clock.Now);

        await scene.Far.BindAsync(Inbox, "EWP.#");
        scene.Registry.Clock.Advance(TimeSpan.FromSeconds(6));
        await scene.Hub.DrainAsync("EWP");
        Assert.Equal((OutboxState.Delivered, 2), ((await scene.ToldAsync("k1")).State, (await scene.ToldAsync("k1")).Attempts));
        Assert.Equal(OutboundEnvelope.Id(told), Assert.Single(await scene.Far.FetchAsync(Inbox)).BasicProperties.MessageId);
    }

    [FactWithBroker]
    public async Task Queue_ThatIsFull_TakesNothing_AndNothingCountsAsDelivered()
    {
        await using var scene = await BusScene.MakeAsync(broker);
        await scene.Far.BindAsync(Inbox, "EWP.#", most: 1);
        await scene.TellAsync("S1", "k1", "k2");
        await scene.Hub.DrainAsync("EWP");
        Assert.Equal((OutboxState.Delivered, OutboxState.Unsent), ((await scene.ToldAsync("k1")).State, (await scene.ToldAsync("k2")).State));
        Assert.Contains("did not take", (await scene.ToldAsync("k2")).LastError, StringComparison.Ordinal);
    }

    [FactWithBroker]
    public async Task Broker_ThatIsAway_OpensTheCircuit_ShowsOnTheFlow_AndGetsEverythingWhenItIsBack()
    {
        using var line = new CutLine(broker.Port);
        await using var scene = await BusScene.MakeAsync(broker, line: line);
        await scene.Far.BindAsync(Inbox, "EWP.#");
        line.Cut();
        string[] keys = [.. Enumerable.Range(1, 40).Select(n => $"k{n}")];
        foreach (var key in keys)
        {
            await scene.TellAsync($"lane-{key}", key);
        }

        await scene.Hub.DrainAsync("EWP");
        var asked = 0;
        foreach (var key in keys)
        {
            var told = await scene.ToldAsync(key);
            Assert.Equal(OutboxState.Unsent, told.State);
            asked += told.Attempts;
        }

        // the circuit opened: most of them climbed no rung
        Assert.InRange(asked, 5, 20);
        var caller = TestRegistry.Caller(Role.IntegrationOperator);
        Assert.NotNull(scene.Registry.Get<BusStanding>().Sending);
        Assert.True((await scene.Registry.Get<PartnerQueries>().FindAsync("EWP", caller))!.IsDown);
        Assert.Equal(FlowStanding.Slow, (await scene.Registry.Get<FlowQueries>().FlowAsync("F012", caller))!.Row.Standing);

        line.Mend();
        scene.Registry.Clock.Advance(TimeSpan.FromMinutes(2));
        await scene.Hub.DrainAsync("EWP");
        Assert.Equal(keys.Length, (await scene.Far.FetchAsync(Inbox)).Select(m => m.BasicProperties.MessageId).Distinct().Count());
        Assert.Null(scene.Registry.Get<BusStanding>().Any);
        Assert.Equal(FlowStanding.Moving, (await scene.Registry.Get<FlowQueries>().FlowAsync("F012", caller))!.Row.Standing);
    }

    [FactWithBroker]
    public async Task Password_ThatIsWrong_IsToldAsATrouble_AndIsInNoneOfItsWords()
    {
        const string wrong = "wrong-and-secret";
        await using var scene = await BusScene.MakeAsync(broker, "TTB", password: wrong);
        await scene.TellAsync("S1", "k1");
        await scene.StartAsync();
        await BusScene.UntilAsync(() => Task.FromResult(scene.Registry.Get<BusStanding>() is { Sending: not null } s && s.Reading("TTB") is not null));
        await scene.Hub.DrainAsync("EWP");
        var (standing, told) = (scene.Registry.Get<BusStanding>(), await scene.ToldAsync("k1"));
        Assert.Equal(OutboxState.Unsent, told.State);
        Assert.DoesNotContain([told.LastError!, standing.Sending!.Why, standing.Reading("TTB")!.Why, standing.Settings.Where!], w => w.Contains(wrong, StringComparison.Ordinal));
        Assert.Contains("refused", standing.Sending.Why, StringComparison.Ordinal);
    }
}
