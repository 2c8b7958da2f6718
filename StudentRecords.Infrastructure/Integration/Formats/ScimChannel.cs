using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Integration.Partners;

namespace StudentRecords.Infrastructure.Integration.Formats;

/// <summary>Keeps accounts at Identity by SCIM 2.0 (RFC 7644): looks the person up by externalId, then makes or changes the user. Told twice, it is the same user; SCIM names no messages, so that each request says in the header Idempotency-Key of which message it is.</summary>
internal sealed class ScimChannel(IHttpClientFactory clients, PartnerSecrets secrets, AddressRule addresses, TimeProvider clock) : IOutboundChannel
{
    private const int LongestAnswer = 1 << 20;

    public ChannelKind Kind => ChannelKind.Scim;

    public async Task<SendResult> SendAsync(PartnerChannel partner, OutboxMessage message, CancellationToken ct)
    {
        if (addresses.Refuses(partner.Address) is { } refusal)
        {
            return new SendResult(SendFault.Destination, refusal.Sentence);
        }

        if (ScimUser.Of(message) is not { } user)
        {
            return new SendResult(SendFault.Message, $"SCIM has no word for {message.Flow} {message.Type}.");
        }

        try
        {
            return await KeepAsync(partner, message.Key, user, ct);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return new SendResult(SendFault.Destination, e is OperationCanceledException ? "No answer in time." : e.GetBaseException().Message);
        }
    }

    private async Task<SendResult> KeepAsync(PartnerChannel partner, string key, ScimUser user, CancellationToken ct)
    {
        var filter = $"externalId eq {JsonSerializer.Serialize(user.ExternalId)}";
        var (looked, found) = await AskAsync(partner, key, HttpMethod.Get, $"Users?filter={Uri.EscapeDataString(filter)}", null, ct);
        if (looked.Fault != SendFault.None)
        {
            return looked;
        }

        if (found?["Resources"]?.AsArray() is { Count: > 1 })
        {
            return new SendResult(SendFault.Message, $"Several users have the externalId {user.ExternalId}.");
        }

        if (found?["Resources"]?.AsArray() is { Count: 1 } users && users[0]?["id"]?.ToString() is { } id)
        {
            if (user.IsSilent)
            {
                return SendResult.Delivered($"SCIM user {id}, of which it changes nothing");
            }

            var (changed, _) = await AskAsync(partner, key, HttpMethod.Patch, $"Users/{Uri.EscapeDataString(id)}", user.Patch(), ct);
            return changed.Fault == SendFault.None ? SendResult.Delivered($"SCIM user {id}") : changed;
        }

        if (!user.IsMade)
        {
            return SendResult.Delivered("There is no such user, and none is made for this.");
        }

        var (posted, made) = await AskAsync(partner, key, HttpMethod.Post, "Users", user.Resource(), ct);
        return posted.Fault == SendFault.None ? SendResult.Delivered($"SCIM user {made?["id"]}") : posted;
    }

    private async Task<(SendResult Result, JsonNode? Answer)> AskAsync(PartnerChannel partner, string key, HttpMethod method, string path, JsonObject? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, $"{partner.Address!.TrimEnd('/')}/{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secrets.Open(partner.ProtectedSecret!));
        request.Headers.Add(IdempotencyKey.Header, JsonSerializer.Serialize(key));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(ScimUser.MediaType));
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, ScimUser.MediaType);
        }

        using var response = await clients.CreateClient(HttpChannel.Client).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        if (!response.IsSuccessStatusCode)
        {
            return (HttpChannel.Result(response, await HttpChannel.AnswerAsync(response, ct), clock.GetUtcNow()), null);
        }

        await response.Content.LoadIntoBufferAsync(LongestAnswer, ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        return (SendResult.Delivered(""), text.Length == 0 ? null : JsonNode.Parse(text));
    }
}
