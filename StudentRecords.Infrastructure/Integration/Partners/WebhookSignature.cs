using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace StudentRecords.Infrastructure.Integration.Partners;

/// <summary>
/// Signs and checks in the manner of Standard Webhooks: HMAC-SHA256 of <c>id.timestamp.body</c>, in both directions. Several
/// signatures may stand beside each other while a secret is changed.
/// </summary>
public static class WebhookSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    /// <summary>Names the credential that signed.</summary>
    public const string KeyHeader = "hub-key";

    private const string SecretMark = "whsec_";
    private const string Scheme = "v1,";
    private const int SecretBytes = 32;

    /// <summary>How far the sender's clock may be from ours.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    public static string NewSecret() => SecretMark + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>Whether the text is a secret of 24 to 64 bytes as the manner asks.</summary>
    public static bool IsSecret(string text)
    {
        var bytes = new byte[text.Length];
        return text.StartsWith(SecretMark, StringComparison.Ordinal) && Convert.TryFromBase64String(text[SecretMark.Length..], bytes, out var length) && length is >= 24 and <= 64;
    }

    /// <summary>The value of the signature header.</summary>
    public static string Sign(string secret, string id, DateTimeOffset at, ReadOnlySpan<byte> body) =>
        Scheme + Convert.ToBase64String(Hash(secret, id, at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), body));

    /// <summary>Whether one of the signatures in the header is this secret's. Takes as long for a wrong one as for a right one.</summary>
    public static bool Verify(string secret, string id, string timestamp, ReadOnlySpan<byte> body, string header)
    {
        var expected = Hash(secret, id, timestamp, body);
        var found = false;
        Span<byte> given = stackalloc byte[SHA256.HashSizeInBytes + 2];
        foreach (var signature in header.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(4).Where(s => s.StartsWith(Scheme, StringComparison.Ordinal)))
        {
            found |= Convert.TryFromBase64String(signature[Scheme.Length..], given, out var length) && CryptographicOperations.FixedTimeEquals(given[..length], expected);
        }

        return found;
    }

    /// <summary>Whether the timestamp header is a moment within <see cref="Window"/> of now.</summary>
    public static bool IsTimely(string timestamp, DateTimeOffset now) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && Math.Abs(now.ToUnixTimeSeconds() - seconds) <= (long)Window.TotalSeconds;

    private static byte[] Hash(string secret, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Convert.FromBase64String(secret[SecretMark.Length..]));
        hmac.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hmac.AppendData(body);
        return hmac.GetHashAndReset();
    }
}
