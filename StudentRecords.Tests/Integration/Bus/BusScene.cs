using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Bus;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Bus;

/// <summary>A hub on a virtual host of its own at the tests' broker, with a timetabling system that speaks and a portal that listens.</summary>
internal sealed class BusScene : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private BusScene(HubScene hub, FarBroker far) => (Hub, Far) = (hub, far);

    public HubScene Hub { get; }

    public FarBroker Far { get; }

    public TestRegistry Registry => Hub.Registry;

    private BusPump Pump => Registry.Services.GetServices<IHostedService>().OfType<BusPump>().Single();

    /// <param name="broker">The tests' broker.</param>
    /// <param name="reads">Codes of systems that are read.</param>
    /// <param name="line">The wire between; straight to the broker when null.</param>
    /// <param name="password">The hub's, when it is another than the right one.</param>
    /// <param name="prefetch">How many messages of a system are in hand at once; as usual when null.</param>
    /// <param name="also">What is put into the hub.</param>
    public static async Task<BusScene> MakeAsync(BrokerFixture broker, string reads = "", CutLine? line = null, string? password = null, int? prefetch = null, Action<IServiceCollection>? also = null)
    {
        var host = broker.NewHost();
        var settings = new Dictionary<string, string?> { ["Hub:Bus:Uri"] = broker.Address(BrokerDefinitions.Hub, host, line?.Port, password), ["Hub:Bus:Reads"] = reads, ["Hub:Bus:Pause"] = "00:00:00.05", ["Hub:Bus:Prefetch"] = $"{prefetch}" };
        var scene = new BusScene(await HubScene.MakeAsync(settings, also), new FarBroker(broker, host));
        Assert.Empty((await scene.Registry.Get<PartnerService>().ConfigureChannelAsync(new ConfigureChannel { System = "EWP", Kind = ChannelKind.Bus }, scene.Registry.As(Role.IntegrationOperator), default)).Refusals);
        return scene;
    }

    /// <summary>A teaching event of the one running that there is.</summary>
    public static string Event(string code, string? room = "B-101") => Messages.Message($"ttb-{code}", "TeachingEventScheduled", code, new
    {
        @event = code, moduleRun = "AAA-2023J", kind = "Lecture", startsAt = "2024-06-10T09:00:00Z", endsAt = "2024-06-10T10:00:00Z", room, staff = new[] { "S0042" },
    });

    /// <summary>Reads a system from now on.</summary>
    public async Task ReadAsync(string system = "TTB")
    {
        await Pump.StartAsync(default);
        await UntilAsync(() => Far.IsReadAsync(BusNames.From(system)));
    }

    /// <summary>Begins what a running application does, whether the broker is there or not.</summary>
    public Task StartAsync() => Pump.StartAsync(default);

    /// <summary>Finishes what is in hand; what is in the broker's hand afterwards was not acknowledged.</summary>
    public Task StopAsync() => Pump.StopAsync(default);

    public Task<List<InboxMessage>> InboxAsync() => Registry.ReadAsync(db => db.Set<InboxMessage>().AsNoTracking().OrderBy(m => m.Id).ToListAsync());

    public async Task UntilInboxAsync(int count) => await UntilAsync(async () => (await InboxAsync()).Count == count);

    /// <summary>Tells the portal, one message a key, in the lane of an aggregate.</summary>
    public async Task TellAsync(string aggregate, params string[] keys)
    {
        foreach (var key in keys)
        {
            await Registry.SaveAsync(db => db.Add(new OutboxMessage("F012", "EWP", "NotificationIssued", key, aggregate, "{\"a\":1}", null, Registry.Clock.Now, null, $"because-of-{key}")));
        }
    }

    public Task<OutboxMessage> ToldAsync(string key) => Registry.ReadAsync(db => db.Set<OutboxMessage>().AsNoTracking().SingleAsync(m => m.Key == key));

    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var watch = Stopwatch.StartNew(); !await holds(); await Task.Delay(20))
        {
            Assert.True(watch.Elapsed < Patience, "What was waited for did not come.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Far.DisposeAsync();
        Hub.Dispose();
    }
}
