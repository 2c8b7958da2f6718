using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace StudentRecords.Web.Integration;

/// <summary>What an endpoint takes as its body, and how much of it.</summary>
public sealed record HubBody(int Largest, string ContentType)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Null when the request says that it brings what is taken here.</summary>
    public string? RefusesType(HttpRequest request)
    {
        if (request.Headers.ContentEncoding.Count > 0)
        {
            return "Compressed bodies are not taken.";
        }

        return MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals(ContentType, StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            ? null
            : $"{ContentType} in UTF-8 is taken here, not {(string.IsNullOrEmpty(request.ContentType) ? "a body without a type" : request.ContentType)}.";
    }

    /// <summary>Reads the whole body; null when there is more of it than is taken.</summary>
    public async Task<byte[]?> ReadAsync(HttpContext context, CancellationToken ct)
    {
        if (context.Request.ContentLength > Largest)
        {
            return null;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = Largest + 1L;
        }

        using var body = new MemoryStream(context.Request.ContentLength is { } length ? (int)length : 4096);
        var buffer = new byte[81920];
        try
        {
            int read;
            while ((read = await context.Request.Body.ReadAsync(buffer, ct)) > 0)
            {
                if (body.Length + read > Largest)
                {
                    return null;
                }

                body.Write(buffer, 0, read);
            }
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }

        return body.ToArray();
    }

    /// <summary>Null when the bytes are not UTF-8.</summary>
    public static string? Text(byte[] body)
    {
        try
        {
            return Strict.GetString(body);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
