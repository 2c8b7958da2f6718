using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Tests.Integration;

namespace StudentRecords.Tests.Faults;

/// <summary>Other systems on a port: <c>/BI</c>, <c>/WELL</c>. As often as real ones do they break off before they have a message, or take it and are not heard saying so.</summary>
internal sealed class FarPort : IAsyncDisposable
{
    /// <summary>One message in so many is taken and answered with 503.</summary>
    private const int FailsOnceIn = 40;

    /// <summary>One connection in so many is cut: before the message is taken and after it by turns.</summary>
    private const int CutOnceIn = 30;

    private static readonly string[] Headers = [WebhookSignature.IdHeader, WebhookSignature.TimestampHeader, WebhookSignature.SignatureHeader];

    private readonly Dictionary<string, (FarSystem System, HttpMessageInvoker Door, string Secret)> systems;
    private readonly WebApplication app;
    private int asked;
    private volatile bool down;

    private FarPort(string[] names)
    {
        systems = names.ToDictionary(n => n, _ => Make());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/{system}", TakeAsync);
    }

    public IEnumerable<string> Names => systems.Keys;

    /// <summary>Everything goes well from now on, or it goes as it does in life.</summary>
    public bool IsFlaky { get; set; } = true;

    public FarSystem this[string name] => systems[name].System;

    public static async Task<FarPort> OpenAsync(params string[] names)
    {
        var port = new FarPort(names);
        await port.app.StartAsync();
        return port;
    }

    public string Address(string name) => $"{app.Urls.Single()}/{name}";

    public string Secret(string name) => systems[name].Secret;

    /// <summary>Dies: every connection is cut, whatever has been taken; comes back with what it had.</summary>
    public void Die() => down = true;

    public void ComeBack() => down = false;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static (FarSystem, HttpMessageInvoker, string) Make()
    {
        var secret = WebhookSignature.NewSecret();
        var system = new FarSystem(secret);
        return (system, new HttpMessageInvoker(system), secret);
    }

    private async Task TakeAsync(string system, HttpContext context)
    {
        var nth = IsFlaky ? Interlocked.Increment(ref asked) : 1;
        if (down || nth % (2 * CutOnceIn) == 0)
        {
            context.Abort();
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, Address(system)) { Content = new ByteArrayContent(body.ToArray()) };
        foreach (var header in Headers)
        {
            request.Headers.Add(header, context.Request.Headers[header].ToString());
        }

        using var answer = await systems[system].Door.SendAsync(request, default);
        if (down || nth % (2 * CutOnceIn) == CutOnceIn)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = nth % FailsOnceIn == 0 ? StatusCodes.Status503ServiceUnavailable : (int)answer.StatusCode;
    }
}
