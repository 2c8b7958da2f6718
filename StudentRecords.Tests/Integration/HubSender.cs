using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace StudentRecords.Tests.Integration;

/// <summary>Another system with a key of its own, which signs what it sends.</summary>
public sealed class HubSender(HttpClient client, TimeProvider clock, NewCredential key)
{
    public NewCredential Key => key;

    public static async Task<HubSender> OfAsync(TestSite site, string system)
    {
        using var scope = site.Services.CreateScope();
        var outcome = await scope.ServiceProvider.GetRequiredService<PartnerService>().CreateCredentialAsync(new CreateCredential { System = system }, site.As(Role.IntegrationOperator), default);
        return new HubSender(site.CreateClient(), site.Clock, outcome.Value!);
    }

    public Task<HttpResponseMessage> PostAsync(string flow, string message) => SendAsync(HttpMethod.Post, $"/hub/v1/flows/{flow}/messages", Encoding.UTF8.GetBytes(message), "application/json");

    public Task<HttpResponseMessage> BatchAsync(string flow, params string[] lines) =>
        SendAsync(HttpMethod.Post, $"/hub/v1/flows/{flow}/batches", Encoding.UTF8.GetBytes(string.Join('\n', lines)), "application/x-ndjson");

    public Task<HttpResponseMessage> AskAsync(string path) => SendAsync(HttpMethod.Get, path, [], null);

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, byte[] body, string? type, Action<HttpRequestMessage>? spoil = null)
    {
        var (id, now) = ($"msg-{Guid.NewGuid():N}", clock.GetUtcNow());
        var request = new HttpRequestMessage(method, path);
        if (type is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }

        request.Headers.Add(WebhookSignature.KeyHeader, key.KeyId);
        request.Headers.Add(WebhookSignature.IdHeader, id);
        request.Headers.Add(WebhookSignature.TimestampHeader, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Sign(key.Secret, id, now, body));
        spoil?.Invoke(request);
        return client.SendAsync(request);
    }
}
