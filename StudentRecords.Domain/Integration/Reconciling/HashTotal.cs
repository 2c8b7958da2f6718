using System.Security.Cryptography;
using System.Text;

namespace StudentRecords.Domain.Integration.Reconciling;

/// <summary>
/// One figure for many messages, that any tool can make: a line <c>key TAB version TAB sha256</c> each, sorted by their bytes, each ended by a line
/// feed, and the SHA-256 of that (<c>LC_ALL=C sort | sha256sum</c>).
/// </summary>
public static class HashTotal
{
    /// <summary>Null when the hash of any of them is not known: then only counts can be compared.</summary>
    public static string? Of(IEnumerable<(string Key, long Version, string? Sha256)> messages)
    {
        var lines = new List<byte[]>();
        foreach (var (key, version, sha256) in messages)
        {
            if (sha256 is null)
            {
                return null;
            }

            lines.Add(Encoding.UTF8.GetBytes($"{key}\t{version}\t{sha256}\n"));
        }

        lines.Sort((one, other) => one.AsSpan().SequenceCompareTo(other));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        lines.ForEach(hash.AppendData);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>SHA-256 of a message's bytes as they travel.</summary>
    public static string OfText(ReadOnlySpan<byte> message) => Convert.ToHexStringLower(SHA256.HashData(message));
}
