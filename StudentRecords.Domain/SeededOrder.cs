namespace StudentRecords.Domain;

/// <summary>
/// A lot that can be drawn again: a place for each key and seed, the same on every machine. One more key does not shuffle the others.
/// </summary>
public static class SeededOrder
{
    /// <summary>The key's place; order by it.</summary>
    public static ulong Of(string key, int seed)
    {
        var lot = 14695981039346656037UL ^ (uint)seed;
        foreach (var character in key)
        {
            lot = (lot ^ character) * 1099511628211UL;
        }

        // the low bits of such a sum are too alike for keys that differ in their last digit only
        lot ^= lot >> 33;
        lot *= 0xff51afd7ed558ccdUL;
        return lot ^ (lot >> 33);
    }

    /// <summary>A seed that follows from a name, so that nobody chooses it. Never negative.</summary>
    public static int SeedOf(string name) => (int)(Of(name, 0) & int.MaxValue);
}
