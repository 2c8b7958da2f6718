using System.Globalization;
using System.Net.Http.Headers;
using StudentRecords.Infrastructure.Integration.Partners;

namespace StudentRecords.Web.Integration;

/// <summary>A request to the hub as another system signs it.</summary>
internal static class SignedPost
{
    /// <param name="method">POST, or GET with an empty body.</param>
    /// <param name="path">From the root of the registry.</param>
    /// <param name="key">The system's key.</param>
    /// <param name="id">New for each request, without a dot.</param>
    /// <param name="at">When it is sent.</param>
    /// <param name="body">The bytes that are signed.</param>
    /// <param name="type">Media type of the body; null for none.</param>
    public static HttpRequestMessage Of(HttpMethod method, string path, NewCredential key, string id, DateTimeOffset at, byte[] body, string? type)
    {
        var request = new HttpRequestMessage(method, path);
        if (type is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }

        request.Headers.Add(WebhookSignature.KeyHeader, key.KeyId);
        request.Headers.Add(WebhookSignature.IdHeader, id);
        request.Headers.Add(WebhookSignature.TimestampHeader, at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Sign(key.Secret, id, at, body));
        return request;
    }
}
