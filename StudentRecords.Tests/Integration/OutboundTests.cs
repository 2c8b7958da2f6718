using System.Security.Cryptography;
using System.Text.Json;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration;

public sealed class OutboundTests : IAsyncLifetime
{
    private OutboundScene scene = null!;

    private FakeClock Clock => scene.Registry.Clock;

    public async Task InitializeAsync() => scene = await OutboundScene.MakeAsync();

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Messages_OfALane_ArriveInTheirOrder_SignedAndWithReceipts()
    {
        await scene.TellAsync("EWP", "s1", "a1", "a2", "a3");
        await scene.TellAsync("EWP", "s2", "b1");
        Assert.Equal(4, await scene.DrainAsync());
        Assert.Equal([1, 2, 3], scene.Far.Taken.Where(t => t.Aggregate == "s1").Select(t => t.Sequence));
        var message = await scene.MessageAsync("a2");
        Assert.Equal((OutboxState.Delivered, "HTTP 200: thanks", 1), (message.State, message.Receipt, message.Attempts));
        Assert.Null(message.ClaimedBy);
        Assert.Equal(OutboundEnvelope.Id(message), scene.Far.Taken.Single(t => t.Key == "a2").Id);
    }

    [Fact]
    public async Task Failure_ClimbsTheLadderToItsEnd_ThenItIsDead_AndBlocksItsOwnLaneOnly()
    {
        await scene.TellAsync("EWP", "s1", "bad", "after");
        scene.Far.Answer = key => key == "bad" ? new HttpResponseMessage(HttpStatusCode.UnprocessableEntity) : null;
        for (var rung = 0; rung < RetryLadder.Rungs.Count; rung++)
        {
            await scene.DrainAsync();
            var waits = (await scene.MessageAsync("bad")).NextAttemptAt - Clock.Now;
            Assert.InRange(waits, RetryLadder.Rungs[rung] * 0.9, RetryLadder.Rungs[rung] * 1.1);
            Clock.Advance(waits - TimeSpan.FromMilliseconds(1));
            Assert.Equal(rung + 1, scene.Far.Asked);
            await scene.DrainAsync();
            Assert.Equal(rung + 1, scene.Far.Asked);
            Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        await scene.DrainAsync();
        Assert.Equal((OutboxState.Dead, "HTTP 422"), await scene.Registry.ReadAsync(async db => await db.Set<OutboxMessage>().Where(m => m.Key == "bad").Select(m => new ValueTuple<OutboxState, string?>(m.State, m.LastError)).SingleAsync()));

        await scene.TellAsync("EWP", "s2", "other");
        await scene.DrainAsync();
        Assert.Equal(["other"], scene.Far.Taken.Select(t => t.Key));
        Assert.Equal(OutboxState.Unsent, (await scene.MessageAsync("after")).State);

        await scene.Registry.Get<OutboxService>().SetAsideAsync((await scene.MessageAsync("bad")).Id, scene.Registry.As(Role.IntegrationOperator), default);
        await scene.DrainAsync();
        Assert.Equal(["other", "after"], scene.Far.Taken.Select(t => t.Key));
    }

    [Fact]
    public async Task Receiver_ThatIsDown_IsLeftInPeace_AndAskedWithOneMessageWhetherItIsBack()
    {
        await scene.TellAsync("EWP", "s0", "k0");
        foreach (var i in Enumerable.Range(1, 40))
        {
            await scene.TellAsync("EWP", $"s{i}", $"k{i}");
        }

        scene.Far.Answer = _ => new HttpResponseMessage(HttpStatusCode.BadGateway);
        await scene.DrainAsync();
        Assert.InRange(scene.Far.Asked, 5, 12);
        var asked = scene.Far.Asked;
        Clock.Advance(TimeSpan.FromSeconds(20));
        await scene.DrainAsync();
        Assert.Equal(asked, scene.Far.Asked);
        Clock.Advance(TimeSpan.FromSeconds(11));
        await scene.DrainAsync();
        Assert.Equal(asked + 1, scene.Far.Asked);

        scene.Far.Answer = _ => null;
        Clock.Advance(TimeSpan.FromMinutes(11));
        await scene.DrainAsync();
        Assert.Equal(41, scene.Far.Taken.Count);
    }

    [Fact]
    public async Task Receiver_ThatIsDown_KeepsNoOtherBack_AndItsCircuitClosesByTheClock()
    {
        foreach (var i in Enumerable.Range(1, 20))
        {
            await scene.TellAsync("SLC", $"s{i}", $"dead{i}");
        }

        scene.Far.Answer = key => key.StartsWith("dead", StringComparison.Ordinal) ? new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) : null;
        Assert.Equal(0, await scene.DrainAsync("SLC"));
        var circuit = scene.Registry.Get<Circuits>().Of("SLC");
        Assert.Equal(Clock.Now + TimeSpan.FromSeconds(30), circuit.OpenUntil);

        // the portal and Finance take theirs while the loans company's circuit is open
        await scene.TellAsync("EWP", "s1", "alive");
        await scene.TellAsync("FIN", "s1", "file");
        Assert.Equal((1, 1), (await scene.DrainAsync("EWP"), await scene.DrainAsync("FIN")));
        Assert.Null(scene.Registry.Get<Circuits>().Of("EWP").OpenUntil);

        // half open: one message asks, and its failure doubles the wait
        var asked = scene.Far.Asked;
        Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, circuit.Allows(500, Clock.Now));
        await scene.DrainAsync("SLC");
        Assert.Equal((asked + 1, Clock.Now + TimeSpan.FromSeconds(60)), (scene.Far.Asked, circuit.OpenUntil));
        Assert.Equal(0, circuit.Allows(500, Clock.Now + TimeSpan.FromSeconds(59)));

        scene.Far.Answer = _ => null;
        Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(20, await scene.DrainAsync("SLC"));
        Assert.Null(circuit.OpenUntil);
    }

    [Fact]
    public async Task Receiver_ThatNamesATimeToWait_IsGivenIt()
    {
        await scene.TellAsync("EWP", "s1", "a1");
        scene.Far.Answer = _ =>
        {
            var busy = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
            busy.Headers.RetryAfter = new System.Net.Http.Headers.RetryConditionHeaderValue(TimeSpan.FromMinutes(7));
            return busy;
        };
        await scene.DrainAsync();
        Assert.Equal(TimeSpan.FromMinutes(7), (await scene.MessageAsync("a1")).NextAttemptAt - Clock.Now);
        await scene.TellAsync("EWP", "s2", "b1");
        await scene.DrainAsync();
        Assert.Equal(1, scene.Far.Asked);
    }

    [Fact]
    public async Task Receiver_ThatIsGone_HasItsChannelPausedUntilAPersonTurnsItOn()
    {
        await scene.TellAsync("EWP", "s1", "a1");
        scene.Far.Answer = _ => new HttpResponseMessage(HttpStatusCode.Gone);
        await scene.DrainAsync();
        Assert.Contains("HTTP 410", await scene.Registry.ReadAsync(db => db.Set<PartnerChannel>().Where(c => c.System == "EWP").Select(c => c.PausedBecause).SingleAsync()), StringComparison.Ordinal);
        scene.Far.Answer = _ => null;
        Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await scene.DrainAsync());
        await scene.Registry.Get<PartnerService>().ResumeAsync("EWP", scene.Registry.As(Role.IntegrationOperator), default);
        Assert.Equal(1, await scene.DrainAsync());
    }

    [Fact]
    public async Task Redirect_IsNoReceipt() => Assert.Equal("HTTP 302", await ErrorOf(HttpStatusCode.Redirect));

    [Fact]
    public async Task HeldMessage_WaitsForItsDate()
    {
        await scene.TellAsync("EWP", "s1", Clock.Now.AddDays(3), "held");
        await scene.TellAsync("EWP", "s2", "free");
        Assert.Equal(1, await scene.DrainAsync());
        Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(1, await scene.DrainAsync());
        Assert.Equal(OutboxState.Delivered, (await scene.MessageAsync("held")).State);
    }

    [Fact]
    public async Task SystemThatIsNotOperated_KeepsItsMessagesQueued()
    {
        await scene.TellAsync("LIB", "s1", "l1");
        Assert.Equal(0, await scene.DrainAsync("LIB"));
        Assert.Equal(0, (await scene.MessageAsync("l1")).Attempts);
    }

    [Fact]
    public async Task Folder_GetsOneWholeFileAMessage_NamedByLaneAndPlace()
    {
        await scene.TellAsync("FIN", "s/1", "f1", "f2");
        Assert.Equal(2, await scene.DrainAsync("FIN"));
        var outgoing = Path.Combine(scene.Root, "FIN", "outgoing");
        var files = Directory.GetFiles(outgoing, "*.json").Select(Path.GetFileName).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(["F012_s-1_000000000001_", "F012_s-1_000000000002_"], files.Select(f => f![..22]));
        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(outgoing, $"{files[1]}.done")));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(outgoing, files[1]!)))), manifest.RootElement.GetProperty("sha256").GetString());
        Assert.Equal(("F012", 1), (manifest.RootElement.GetProperty("flow").GetString(), manifest.RootElement.GetProperty("rows").GetInt32()));
        Assert.Equal(4, Directory.GetFiles(outgoing).Length);
        Assert.Equal($"Written as {files[1]}", (await scene.MessageAsync("f2")).Receipt);
    }

    [Fact]
    public async Task Message_ClaimedByASenderThatDied_IsSentByAnotherWhenTheClaimRunsOut()
    {
        await scene.TellAsync("EWP", "s1", "a1");
        await using (var db = scene.Registry.CreateDbContext())
        {
            Assert.Single(await OutboxClaims.TakeAsync(db, "EWP", 10, Clock.Now, default));
        }

        Assert.Equal(0, await scene.DrainAsync());
        Clock.Advance(OutboxClaims.Length + TimeSpan.FromSeconds(1));
        Assert.Equal(1, await scene.DrainAsync());
    }

    [Fact]
    public async Task Message_SetAsideWhileItIsBeingSent_StaysSetAside()
    {
        await scene.TellAsync("EWP", "s1", "a1", "a2");
        await using var db = scene.Registry.CreateDbContext();
        var claimed = await OutboxClaims.TakeAsync(db, "EWP", 10, Clock.Now, default);
        await scene.Registry.Get<OutboxService>().SetAsideAsync(claimed[0].Id, scene.Registry.As(Role.IntegrationOperator), default);
        claimed[0].Delivered("late", Clock.Now);
        await OutboxClaims.SaveAsync(db, default);
        Assert.Equal(OutboxState.SetAside, (await scene.MessageAsync("a1")).State);
    }

    [Fact]
    public async Task Message_SentAgain_KeepsItsId()
    {
        await scene.TellAsync("EWP", "s1", "a1");
        await scene.DrainAsync();
        Assert.Empty((await scene.Registry.Get<OutboxService>().SendAgainAsync((await scene.MessageAsync("a1")).Id, scene.Registry.As(Role.IntegrationOperator), default)).Refusals);
        await scene.DrainAsync();
        Assert.Equal(2, scene.Far.Taken.Count);
        Assert.Single(scene.Far.Taken.Select(t => t.Id).Distinct());
    }

    [Fact]
    public async Task Address_ThatIsNotAllowed_IsRefused()
    {
        foreach (var address in (string[])["https://elsewhere.example/", "http://far.example/", "ftp://far.example/", "https://a:b@far.example/", "nonsense", "https://127.0.0.1/"])
        {
            var outcome = await scene.Registry.Get<PartnerService>().ConfigureChannelAsync(new ConfigureChannel { System = "LIB", Kind = ChannelKind.Http, Address = address }, scene.Registry.As(Role.IntegrationOperator), default);
            Assert.Equal("Address", Assert.Single(outcome.Refusals).Field);
        }
    }

    [Fact]
    public async Task Pump_SendsWhatIsCommitted_WithoutBeingAsked()
    {
        var pump = scene.Registry.Services.GetServices<IHostedService>().OfType<OutboxPump>().Single();
        await pump.StartAsync(default);
        await scene.TellAsync("EWP", "s1", "a1", "a2");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while ((await scene.MessageAsync("a2")).State != OutboxState.Delivered)
        {
            await Task.Delay(50, patience.Token);
        }

        await pump.StopAsync(default);
        Assert.Equal(["a1", "a2"], scene.Far.Taken.Select(t => t.Key));
    }

    private async Task<string?> ErrorOf(HttpStatusCode status)
    {
        await scene.TellAsync("EWP", "s1", "a1");
        scene.Far.Answer = _ => new HttpResponseMessage(status);
        await scene.DrainAsync();
        return (await scene.MessageAsync("a1")).LastError;
    }
}
