using System.Numerics;

namespace StudentRecords.Domain.Hesa;

/// <summary>
/// A 64-bit hash of an entity's content, the same in every process and on every machine. Rows are compared pair by pair, so
/// a change would be missed once in 2^64 pairs; it guards against haste, not against an adversary.
/// </summary>
internal static class ContentHash
{
    public const ulong Seed = 0x9E3779B97F4A7C15;
    private const ulong Prime = 0x9FB21C651E98DF25;

    public static ulong Add(ulong hash, string text)
    {
        foreach (var c in text)
        {
            hash = BitOperations.RotateLeft((hash ^ c) * Prime, 29);
        }

        // the length keeps "A" + "BC" apart from "AB" + "C"
        return BitOperations.RotateLeft((hash ^ ((ulong)text.Length << 32)) * Prime, 31);
    }

    public static long End(ulong hash)
    {
        hash ^= hash >> 33;
        hash *= 0xFF51AFD7ED558CCD;
        hash ^= hash >> 33;
        hash *= 0xC4CEB9FE1A85EC53;
        return (long)(hash ^ (hash >> 33));
    }
}
