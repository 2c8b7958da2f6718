using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using StudentRecords.Infrastructure.Integration.Partners;

namespace StudentRecords.Tests.Integration;

/// <summary>A receiver that checks signatures, keeps what it is sent, and answers as a test tells it to.</summary>
internal sealed class FarSystem(string secret) : HttpMessageHandler
{
    public ConcurrentQueue<(string Id, string Key, string Aggregate, long Sequence)> Taken { get; } = new();

    public int Asked { get; private set; }

    /// <summary>The answer to a message by its key; taken with 200 when null.</summary>
    public Func<string, HttpResponseMessage?> Answer { get; set; } = _ => null;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        string Header(string name) => request.Headers.GetValues(name).Single();
        if (!WebhookSignature.Verify(secret, Header(WebhookSignature.IdHeader), Header(WebhookSignature.TimestampHeader), body, Header(WebhookSignature.SignatureHeader)))
        {
            return new HttpResponseMessage(HttpStatusCode.Unauthorized);
        }

        lock (this)
        {
            Asked++;
        }

        var message = JsonDocument.Parse(body).RootElement;
        var key = message.GetProperty("key").GetString()!;
        if (Answer(key) is { } other)
        {
            return other;
        }

        Taken.Enqueue((Header(WebhookSignature.IdHeader), key, message.GetProperty("aggregate").GetString()!, message.GetProperty("sequence").GetInt64()));
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("thanks") };
    }
}
