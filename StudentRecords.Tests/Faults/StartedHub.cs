using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Faults;

/// <summary>A hub at work in the test's own process.</summary>
internal sealed class StartedHub : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly TestRegistry registry;

    private StartedHub(TestRegistry registry) => this.registry = registry;

    public static async Task<StartedHub> OfAsync(TestRegistry registry)
    {
        var hub = new StartedHub(registry);
        await registry.Services.GetServices<IHostedService>().Single(s => s.GetType().Name == "HubWriter").StartAsync(hub.stop.Token);
        return hub;
    }

    public async Task<Receipt> SayAsync(Saying saying) => (await SayAsync(saying.Flow, saying.System, [saying.Text]))[0];

    public Task<IReadOnlyList<Receipt>> SayAsync(string flow, string system, IReadOnlyList<string> texts) => registry.Get<HubDoor>().SubmitAsync(flow, system, texts, "http", null, default);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        stop.Dispose();
    }
}
