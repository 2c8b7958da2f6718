using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Tests.Integration;

namespace StudentRecords.Tests.Faults.Far;

/// <summary>
/// The tests' assembly run as a program: other systems that listen on a port. What they take is in their books before they answer, so that killing the
/// program loses nothing that was taken. As often as real ones do they break off before they have a message, or take it and are not heard saying so.
/// </summary>
internal static class FarProgram
{
    /// <summary>Said on the first line of output.</summary>
    public const string Ready = "The far systems listen.";

    /// <summary>One message in so many is taken and answered with 503.</summary>
    private const int FailsOnceIn = 40;

    /// <summary>One connection in so many is cut: before the message is taken and after it by turns.</summary>
    private const int CutOnceIn = 30;

    private static int asked;

    /// <param name="args">The port, the folder of the books, and each system's code and secret.</param>
    public static async Task Main(string[] args)
    {
        var books = new FarBooks(args[1]);
        books.Mend();
        var secrets = args[2..].Chunk(2).ToDictionary(s => s[0], s => s[1]);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Urls.Add($"http://127.0.0.1:{args[0]}");
        app.MapPost("/{system}", (string system, HttpContext context) => TakeAsync(books, system, secrets[system], context));
        await app.StartAsync();
        Console.WriteLine(Ready);
        // ends with the test that started it, however that ends
        await Console.In.ReadToEndAsync();
    }

    private static async Task TakeAsync(FarBooks books, string system, string secret, HttpContext context)
    {
        var nth = books.IsSteady ? 1 : Interlocked.Increment(ref asked);
        if (nth % (2 * CutOnceIn) == 0)
        {
            context.Abort();
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        string Header(string name) => context.Request.Headers[name].ToString();
        var id = Header(WebhookSignature.IdHeader);
        if (!WebhookSignature.Verify(secret, id, Header(WebhookSignature.TimestampHeader), body.ToArray(), Header(WebhookSignature.SignatureHeader)))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var message = TakenMessage.Of(id, body.ToArray());
        if (books.Refuses(message.Key))
        {
            context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return;
        }

        books.Write(system, message);
        if (nth % (2 * CutOnceIn) == CutOnceIn)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = nth % FailsOnceIn == 0 ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        await context.Response.WriteAsync("thanks");
    }
}
