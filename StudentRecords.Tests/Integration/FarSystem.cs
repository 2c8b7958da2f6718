using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using StudentRecords.Infrastructure.Integration.Partners;

namespace StudentRecords.Tests.Integration;

/// <summary>A receiver that checks signatures, keeps what it is sent, and answers as a test tells it to.</summary>
internal sealed class FarSystem(string secret) : HttpMessageHandler
{
    public ConcurrentQueue<TakenMessage> Taken { get; } = new();

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

        var message = TakenMessage.Of(Header(WebhookSignature.IdHeader), body);
        if (Answer(message.Key) is { } other)
        {
            return other;
        }

        Taken.Enqueue(message);
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("thanks") };
    }
}

/// <summary>A message as it came to a receiver.</summary>
/// <param name="Id">By which the receiver tells a repeat.</param>
/// <param name="Key">From the cause.</param>
/// <param name="Aggregate">Its lane.</param>
/// <param name="Sequence">Its place in the lane.</param>
/// <param name="Data">The content, as it was written.</param>
internal sealed record TakenMessage(string Id, string Key, string Aggregate, long Sequence, string Data)
{
    public static TakenMessage Of(string id, byte[] body)
    {
        using var envelope = JsonDocument.Parse(body);
        var message = envelope.RootElement;
        return new(id, message.GetProperty("key").GetString()!, message.GetProperty("aggregate").GetString()!, message.GetProperty("sequence").GetInt64(), message.GetProperty("data").GetRawText());
    }
}
