using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Partners;

namespace StudentRecords.Infrastructure.Integration.Outbound;

/// <summary>A signed POST in the manner of Standard Webhooks: 2xx is a receipt, anything else is not, a redirect neither.</summary>
internal sealed class HttpChannel(IHttpClientFactory clients, PartnerSecrets secrets, AddressRule addresses, TimeProvider clock) : IOutboundChannel
{
    public const string Client = "hub";

    /// <summary>How much of an answer is kept.</summary>
    private const int LongestAnswer = 1000;

    public ChannelKind Kind => ChannelKind.Http;

    public async Task<SendResult> SendAsync(PartnerChannel partner, OutboxMessage message, CancellationToken ct)
    {
        // the settings may have changed since the address was entered
        if (addresses.Refuses(partner.Address) is { } refusal)
        {
            return new SendResult(SendFault.Destination, refusal.Sentence);
        }

        using var request = Request(partner, message);
        try
        {
            using var response = await clients.CreateClient(Client).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return Result(response, await AnswerAsync(response, ct), clock.GetUtcNow());
        }
        catch (Exception e) when ((e is HttpRequestException or IOException) || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return new SendResult(SendFault.Destination, e is OperationCanceledException ? "No answer in time." : e.GetBaseException().Message);
        }
    }

    private HttpRequestMessage Request(PartnerChannel partner, OutboxMessage message)
    {
        var now = clock.GetUtcNow();
        var id = OutboundEnvelope.Id(message);
        var body = OutboundEnvelope.Body(message);
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, partner.Address) { Content = content };
        request.Headers.Add(WebhookSignature.IdHeader, id);
        request.Headers.Add(WebhookSignature.TimestampHeader, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSignature.SignatureHeader, string.Join(' ', partner.SecretsAt(now).Select(s => WebhookSignature.Sign(secrets.Open(s), id, now, body))));
        return request;
    }

    /// <summary>What an answer means: 2xx is a receipt, anything else is not.</summary>
    internal static SendResult Result(HttpResponseMessage response, string answer, DateTimeOffset now)
    {
        var told = $"HTTP {(int)response.StatusCode}{(answer.Length == 0 ? "" : $": {answer}")}";
        return (int)response.StatusCode switch
        {
            >= 200 and < 300 => SendResult.Delivered(told),
            410 => new SendResult(SendFault.Gone, told),
            429 or >= 500 => new SendResult(SendFault.Destination, told, RetryAfter(response, now)),
            // a key or an address that is not right stops everything, not this message alone
            401 or 403 or 404 or >= 300 and < 400 => new SendResult(SendFault.Destination, told),
            _ => new SendResult(SendFault.Message, told, RetryAfter(response, now)),
        };
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > now => date - now,
        _ => null,
    };

    /// <summary>The beginning of an answer.</summary>
    internal static async Task<string> AnswerAsync(HttpResponseMessage response, CancellationToken ct)
    {
        if (response.StatusCode == HttpStatusCode.NoContent)
        {
            return "";
        }

        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(ct));
        var text = new char[LongestAnswer];
        var length = await reader.ReadBlockAsync(text, ct);
        return new string(text, 0, length).Trim();
    }
}
