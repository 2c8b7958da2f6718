using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration;

/// <summary>A record whose portal (EWP) and loans company (SLC) are reached by HTTP, and whose Finance (FIN) fetches files.</summary>
internal sealed class OutboundScene : IDisposable
{
    private OutboundScene(TestRegistry registry, FarSystem far, string root) => (Registry, Far, Root) = (registry, far, root);

    public TestRegistry Registry { get; }

    public FarSystem Far { get; }

    /// <summary>The folder of files.</summary>
    public string Root { get; }

    public static async Task<OutboundScene> MakeAsync()
    {
        var (secret, root) = (WebhookSignature.NewSecret(), RunFolder.NewFolder());
        var far = new FarSystem(secret);
        var registry = new TestRegistry(
            s => s.AddHttpClient(HttpChannel.Client).ConfigurePrimaryHttpMessageHandler(() => far),
            new Dictionary<string, string?> { ["Hub:AllowedHosts"] = "far.example", ["Hub:DropFolder"] = root });
        foreach (var system in (string[])["EWP", "SLC"])
        {
            Assert.Empty((await registry.Get<PartnerService>().ConfigureChannelAsync(new ConfigureChannel { System = system, Kind = ChannelKind.Http, Address = "https://far.example/in", Secret = secret }, registry.As(Role.IntegrationOperator), default)).Refusals);
        }

        await registry.Get<PartnerService>().ConfigureChannelAsync(new ConfigureChannel { System = "FIN", Kind = ChannelKind.Folder }, registry.As(Role.IntegrationOperator), default);
        return new OutboundScene(registry, far, root);
    }

    /// <summary>Puts messages into the outbox, one a key.</summary>
    public Task TellAsync(string destination, string aggregate, params string[] keys) => TellAsync(destination, aggregate, null, keys);

    public async Task TellAsync(string destination, string aggregate, DateTimeOffset? heldUntil, params string[] keys)
    {
        foreach (var key in keys)
        {
            await Registry.SaveAsync(db => db.Add(new OutboxMessage("F012", destination, "NotificationIssued", key, aggregate, "{\"a\":1}", null, Registry.Clock.Now, heldUntil, "c1")));
        }
    }

    /// <summary>Passes until nothing moves; gives how many moved.</summary>
    public async Task<int> DrainAsync(string destination = "EWP")
    {
        var moved = 0;
        for (int pass; (pass = await Registry.Get<OutboxDispatcher>().PassAsync(destination, default)) > 0; moved += pass)
        {
        }

        return moved;
    }

    public Task<OutboxMessage> MessageAsync(string key) => Registry.ReadAsync(db => db.Set<OutboxMessage>().AsNoTracking().SingleAsync(m => m.Key == key));

    public void Dispose() => Registry.Dispose();
}
