namespace StudentRecords.Infrastructure.Hesa.Sets;

/// <summary>
/// Bulk rows of returns are numbered by set and place: the set's number in the upper half of the id, the place in document
/// order in the lower. One clustered key then gives a whole set in order, on both databases, without another index.
/// </summary>
internal static class SetNumbers
{
    public static long Id(int set, int place) => ((long)set << 32) | (uint)place;

    public static long First(int set) => (long)set << 32;

    public static long Last(int set) => ((long)set << 32) | 0x7FFF_FFFF;

    public static int Set(long id) => (int)(id >> 32);

    public static int Place(long id) => (int)(id & 0x7FFF_FFFF);
}
