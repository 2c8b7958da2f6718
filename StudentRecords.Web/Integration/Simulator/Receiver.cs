namespace StudentRecords.Web.Integration.Simulator;

/// <summary>The address at which the outside systems listen: loopback only.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;

    private Receiver(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First());

    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<Receiver> OpenAsync(int port, WebhookDoor webhooks, ScimDoor? scim, CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        webhooks.Map(app);
        scim?.Map(app);
        await app.StartAsync(ct);
        return new Receiver(app);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
