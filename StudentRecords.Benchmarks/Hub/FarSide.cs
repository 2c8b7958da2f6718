using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace StudentRecords.Benchmarks.Hub;

/// <summary>Every system that the hub sends to: takes each message whole, and says so.</summary>
internal sealed class FarSide : IAsyncDisposable
{
    private readonly WebApplication app;
    private long taken;

    private FarSide()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/{system}", (Delegate)TakeAsync);
    }

    /// <summary>Deliveries so far, repeated ones too.</summary>
    public long Taken => Interlocked.Read(ref taken);

    public static async Task<FarSide> OpenAsync()
    {
        var far = new FarSide();
        await far.app.StartAsync();
        return far;
    }

    public string Address(string system) => $"{app.Urls.Single()}/{system}";

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        Interlocked.Increment(ref taken);
        return Results.NoContent();
    }
}
