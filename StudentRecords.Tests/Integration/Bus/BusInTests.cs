using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client.Exceptions;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Bus;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Infrastructure.Integration.Variation;
using StudentRecords.Infrastructure.Teaching;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Bus;

/// <summary>What systems bring by the message bus: acknowledged when its fate is on the disk, and never lost.</summary>
[Collection(BrokerCollection.Name)]
public sealed class BusInTests(BrokerFixture broker)
{
    private static readonly string Queue = BusNames.From("TTB");

    [FactWithBroker]
    public async Task Message_InASystemsQueue_ChangesTheRecord_AndIsAcknowledged()
    {
        await using var scene = await BusScene.MakeAsync(broker, "TTB");
        await scene.ReadAsync();
        await scene.Far.SayAsync("TTB", "F004.TeachingEventScheduled", BusScene.Event("TE-1"), "ttb-TE-1");
        await scene.UntilInboxAsync(1);
        await scene.StopAsync();

        var message = Assert.Single(await scene.InboxAsync());
        Assert.Equal(("TTB", "bus", InboxState.Applied), (message.Source, message.Channel, message.State));
        Assert.Equal("B-101", Assert.Single(await scene.Registry.Get<TimetableQueries>().OfPersonAsync(scene.Hub.Student.Id, TestRegistry.Caller(Role.RegistryManager))).Room);
        Assert.Equal(0u, await scene.Far.CountAsync(Queue));
        Assert.Empty(await scene.Far.FetchAsync(BusNames.RefusedOf("TTB")));
    }

    [FactWithBroker]
    public async Task Message_SentTwice_HasOneEffect_AndBothAreAcknowledged()
    {
        await using var scene = await BusScene.MakeAsync(broker, "TTB");
        await scene.ReadAsync();
        foreach (var code in (string[])["TE-1", "TE-1", "TE-2"])
        {
            await scene.Far.SayAsync("TTB", "F004", BusScene.Event(code));
        }

        await scene.UntilInboxAsync(2);
        await scene.StopAsync();
        Assert.Equal(["ttb-TE-1", "ttb-TE-2"], (await scene.InboxAsync()).Select(m => m.MessageId));
        Assert.Equal(2, (await scene.Registry.Get<TimetableQueries>().OfPersonAsync(scene.Hub.Student.Id, TestRegistry.Caller(Role.RegistryManager))).Count);
        Assert.Equal(0u, await scene.Far.CountAsync(Queue));
    }

    [FactWithBroker]
    public async Task System_CannotSpeakForAnother_AndAFlowThatIsNotItsOwnIsTurnedAway()
    {
        await using var scene = await BusScene.MakeAsync(broker, "TTB,WELL");
        await scene.ReadAsync();
        await BusScene.UntilAsync(() => scene.Far.IsReadAsync(BusNames.From("WELL")));
        foreach (var attempt in (Func<Task>[])[() => scene.Far.SayAsync("WELL", "F004", BusScene.Event("TE-1"), into: Queue), () => scene.Far.SayAsync("WELL", Queue, BusScene.Event("TE-1"), into: ""), () => scene.Far.ListenInAsync("WELL")])
        {
            Assert.Contains("ACCESS_REFUSED", (await Assert.ThrowsAnyAsync<RabbitMQClientException>(attempt)).ToString(), StringComparison.Ordinal);
        }

        await scene.Far.SayAsync("TTB", "F010.FinancialHoldPlaced", Messages.HoldPlaced("u1"));
        await scene.Far.SayAsync("TTB", "F004", BusScene.Event("TE-2"));
        await scene.UntilInboxAsync(1);
        await scene.StopAsync();

        var turned = Assert.Single(await scene.Far.FetchAsync(BusNames.RefusedOf("TTB"), "TTB"));
        Assert.Equal(("NOT_YOURS", "F010.FinancialHoldPlaced", Messages.HoldPlaced("u1")), (FarBroker.Header(turned, "reason-code"), FarBroker.Header(turned, "routing-key"), FarBroker.Text(turned)));
        Assert.Equal(0u, await scene.Far.CountAsync(Queue));
    }

    [FactWithBroker]
    public async Task WhatIsNoMessage_GoesToTheSendersRefusedMessages_WithItsReason_AndHoldsUpNothing()
    {
        await using var scene = await BusScene.MakeAsync(broker, "TTB");
        await scene.ReadAsync();
        await scene.Far.SayAsync("TTB", "F004", "{not json", "m-1");
        await scene.Far.SayAsync("TTB", "F004", [0x7b, 0xff, 0x7d], "m-2");
        await scene.Far.SayAsync("TTB", "F004", BusScene.Event("TE-1"), "m-3");
        await scene.Far.SayAsync("TTB", "nonsense", BusScene.Event("TE-1"), "m-4");
        await scene.Far.SayAsync("TTB", "F004", BusScene.Event("TE-2", room: null));
        await scene.Far.SayAsync("TTB", "F004", BusScene.Event("TE-3"));
        await BusScene.UntilAsync(async () => (await scene.InboxAsync()).Any(m => m.BusinessKey == "TE-3"));
        await scene.StopAsync();

        var turned = await scene.Far.FetchAsync(BusNames.RefusedOf("TTB"), "TTB");
        Assert.Equal([("m-1", "MALFORMED"), ("m-2", "MALFORMED"), ("m-3", "IDEMPOTENCY_KEY"), ("m-4", "UNKNOWN_FLOW")], turned.Select(t => (t.BasicProperties.MessageId!, FarBroker.Header(t, "reason-code"))));
        Assert.Equal("{not json", FarBroker.Text(turned[0]));
        Assert.All(turned, t => Assert.True(t.BasicProperties.Persistent && FarBroker.Header(t, "reason").Length > 0));
        Assert.Equal(["TE-2", "TE-3"], (await scene.InboxAsync()).Select(m => m.BusinessKey));
        Assert.Equal(0u, await scene.Far.CountAsync(Queue));
    }

    [FactWithBroker]
    public async Task Message_OverWhichTheHubFails_IsTurnedAwayAlone_AndTheOthersAreTaken()
    {
        await using var scene = await BusScene.MakeAsync(broker, "TTB", also: s => s.AddSingleton<Func<IInboundFlow>>(() => new BrokenFlow()));
        await scene.ReadAsync();
        await scene.Far.SayAsync("TTB", "F004", BusScene.Event("TE-1"));
        await scene.Far.SayAsync("TTB", "F004", Messages.Message("bad", BrokenFlow.Type, "B-1", new { }), "bad");
        await scene.Far.SayAsync("TTB", "F004", BusScene.Event("TE-2"));
        await scene.UntilInboxAsync(2);
        await scene.StopAsync();
        var turned = Assert.Single(await scene.Far.FetchAsync(BusNames.RefusedOf("TTB")));
        Assert.Equal(("bad", "FAULT"), (turned.BasicProperties.MessageId, FarBroker.Header(turned, "reason-code")));
        Assert.Equal(0u, await scene.Far.CountAsync(Queue));
    }

    [FactWithBroker]
    public async Task Flow_ThatIsNotOperatedHere_IsTurnedAway()
    {
        await using var scene = await BusScene.MakeAsync(broker, "TTB");
        Assert.Empty((await scene.Registry.Get<VariationService>().SetAsync(new SetLocalSystem { System = "TTB", IsOperated = false }, scene.Registry.As(Role.IntegrationOperator), default)).Refusals);
        await scene.ReadAsync();
        await scene.Far.SayAsync("TTB", "F004", BusScene.Event("TE-1"));
        await BusScene.UntilAsync(async () => await scene.Far.CountAsync(BusNames.RefusedOf("TTB")) == 1);
        await scene.StopAsync();
        Assert.Equal("NOT_OPERATED", FarBroker.Header(Assert.Single(await scene.Far.FetchAsync(BusNames.RefusedOf("TTB"))), "reason-code"));
        Assert.Equal((0u, 0), (await scene.Far.CountAsync(Queue), (await scene.InboxAsync()).Count));
    }

    [FactWithBroker]
    public async Task TextThatMayTellAStory_IsNamedAmongTheRefused_AndCopiedNowhere()
    {
        await using var scene = await BusScene.MakeAsync(broker, "WELL");
        await scene.ReadAsync("WELL");
        foreach (var key in (string[])["F063", "F004"])
        {
            await scene.Far.SayAsync("WELL", key, Messages.Message("w-1", "ReasonableAdjustmentApproved", "W-1/RA-1", new { student = scene.Hub.Who, note = "She told me that it began at home" }), "w-1");
        }

        await BusScene.UntilAsync(async () => await scene.Far.CountAsync(BusNames.RefusedOf("WELL")) == 2);
        await scene.StopAsync();
        var turned = await scene.Far.FetchAsync(BusNames.RefusedOf("WELL"), "WELL");
        Assert.Equal(["NARRATIVE", "NOT_YOURS"], turned.Select(t => FarBroker.Header(t, "reason-code")));
        Assert.All(turned, t => Assert.Equal(("w-1", 0, 64), (t.BasicProperties.MessageId, t.Body.Length, FarBroker.Header(t, "sha-256").Length)));
        Assert.Empty(await scene.InboxAsync());
    }

    [FactWithBroker]
    public async Task ConnectionThatIsLost_BetweenTheCommitAndTheAcknowledgement_BringsTheMessageAgain_AndItIsKnown()
    {
        using var line = new CutLine(broker.Port);
        var committed = new AfterCommit();
        await using var scene = await BusScene.MakeAsync(broker, "TTB", line, also: committed.Into);
        await scene.ReadAsync();
        committed.Once(line.Cut);
        await scene.Far.SayAsync("TTB", "F004", BusScene.Event("TE-1"));
        await scene.UntilInboxAsync(1);
        await BusScene.UntilAsync(async () => await scene.Far.CountAsync(Queue) == 1);
        await BusScene.UntilAsync(() => Task.FromResult(scene.Registry.Get<BusStanding>().Reading("TTB") is not null));

        line.Mend();
        await BusScene.UntilAsync(() => scene.Far.IsReadAsync(Queue));
        await scene.Far.SayAsync("TTB", "F004", BusScene.Event("TE-2"));
        await scene.UntilInboxAsync(2);
        await scene.StopAsync();
        Assert.Equal(0u, await scene.Far.CountAsync(Queue));
        Assert.Equal([InboxState.Applied, InboxState.Applied], (await scene.InboxAsync()).Select(m => m.State));
        Assert.Equal(2, (await scene.Registry.Get<TimetableQueries>().OfPersonAsync(scene.Hub.Student.Id, TestRegistry.Caller(Role.RegistryManager))).Count);
        Assert.Empty(await scene.Far.FetchAsync(BusNames.RefusedOf("TTB")));
    }

    [FactWithBroker]
    public async Task Messages_ThatWaitForTheHub_WaitAtTheBroker_BesideTheFewInHand_AndKeepTheirOrder()
    {
        var committed = new AfterCommit();
        using var goOn = new ManualResetEventSlim();
        await using var scene = await BusScene.MakeAsync(broker, "TTB", prefetch: 2, also: committed.Into);
        await scene.ReadAsync();
        committed.Once(() => goOn.Wait(TimeSpan.FromMinutes(2)));
        string[] codes = ["TE-1", "TE-2", "TE-3", "TE-4", "TE-5"];
        foreach (var code in codes)
        {
            await scene.Far.SayAsync("TTB", "F004", BusScene.Event(code));
        }

        await BusScene.UntilAsync(async () => await scene.Far.CountAsync(Queue) == 3);
        goOn.Set();
        await scene.UntilInboxAsync(codes.Length);
        await scene.StopAsync();
        Assert.Equal(codes, (await scene.InboxAsync()).Select(m => m.BusinessKey));
        Assert.Equal(0u, await scene.Far.CountAsync(Queue));
    }

    [FactWithBroker]
    public async Task StoreThatIsAway_AcknowledgesNothing_AndLosesNothing()
    {
        var store = new StoreAway();
        await using var scene = await BusScene.MakeAsync(broker, "TTB", also: store.Into);
        await scene.ReadAsync();
        store.Go();
        await scene.Far.SayAsync("TTB", "F004", BusScene.Event("TE-1"));
        await scene.Far.SayAsync("TTB", "F004", BusScene.Event("TE-2"));
        await BusScene.UntilAsync(() => Task.FromResult(store.Asked >= 3));
        await scene.StopAsync();
        Assert.Equal(2u, await scene.Far.CountAsync(Queue));

        store.ComeBack();
        Assert.Empty(await scene.InboxAsync());
        await scene.StartAsync();
        await scene.UntilInboxAsync(2);
        await scene.StopAsync();
        Assert.Equal(["TE-1", "TE-2"], (await scene.InboxAsync()).Select(m => m.BusinessKey));
        Assert.Equal(0u, await scene.Far.CountAsync(Queue));
        Assert.Empty(await scene.Far.FetchAsync(BusNames.RefusedOf("TTB")));
    }
}
