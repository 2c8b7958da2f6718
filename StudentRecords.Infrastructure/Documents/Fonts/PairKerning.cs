using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace StudentRecords.Infrastructure.Documents.Fonts;

/// <summary>The font's own corrections between two glyphs ("AV", "Łó"): the pair adjustments of its GPOS table (OpenType, lookup type 2).</summary>
internal sealed class PairKerning
{
    private const int PairAdjustment = 2;
    private const int Extension = 9;
    private const int HorizontalAdvance = 0x0004;
    private const int PlacementsBeforeAdvance = 0x0003;

    private readonly byte[] table;
    private readonly List<int> subtables = [];

    public PairKerning(ReadOnlySpan<byte> positioning)
    {
        table = positioning.ToArray();
        var (features, lookups) = (UInt16(6), UInt16(8));
        var kernLookups = new SortedSet<int>();
        for (var i = 0; i < UInt16(features); i++)
        {
            var record = features + 2 + 6 * i;
            var feature = features + UInt16(record + 4);
            if (Encoding.ASCII.GetString(table, record, 4) == "kern")
            {
                kernLookups.UnionWith(Enumerable.Range(0, UInt16(feature + 2)).Select(n => (int)UInt16(feature + 4 + 2 * n)));
            }
        }

        foreach (var index in kernLookups)
        {
            AddSubtables(lookups + UInt16(lookups + 2 + 2 * index));
        }
    }

    /// <summary>Font units to add between the two glyphs; mostly below zero.</summary>
    public int Between(ushort left, ushort right)
    {
        foreach (var subtable in subtables)
        {
            var covered = Coverage(subtable + UInt16(subtable + 2), left);
            if (covered >= 0 && (UInt16(subtable) == 1 ? OfPair(subtable, covered, right) : OfClasses(subtable, left, right)) is { } value)
            {
                return value;
            }
        }

        return 0;
    }

    private void AddSubtables(int lookup)
    {
        for (var i = 0; i < UInt16(lookup + 4); i++)
        {
            var (type, subtable) = (UInt16(lookup), lookup + UInt16(lookup + 6 + 2 * i));
            if (type == Extension)
            {
                (type, subtable) = (UInt16(subtable + 2), subtable + BinaryPrimitives.ReadInt32BigEndian(table.AsSpan(subtable + 4)));
            }

            if (type == PairAdjustment && (UInt16(subtable + 4) & HorizontalAdvance) != 0)
            {
                subtables.Add(subtable);
            }
        }
    }

    private int? OfPair(int subtable, int covered, ushort right)
    {
        var set = subtable + UInt16(subtable + 10 + 2 * covered);
        var recordSize = 2 + ValueSize(subtable);
        for (var i = 0; i < UInt16(set); i++)
        {
            var record = set + 2 + recordSize * i;
            if (UInt16(record) == right)
            {
                return AdvanceOf(subtable, record + 2);
            }
        }

        return null;
    }

    private int? OfClasses(int subtable, ushort left, ushort right)
    {
        var first = Class(subtable + UInt16(subtable + 8), left);
        var second = Class(subtable + UInt16(subtable + 10), right);
        return AdvanceOf(subtable, subtable + 16 + ValueSize(subtable) * (first * UInt16(subtable + 14) + second));
    }

    private int ValueSize(int subtable) =>
        2 * (BitOperations.PopCount(UInt16(subtable + 4)) + BitOperations.PopCount(UInt16(subtable + 6)));

    private int AdvanceOf(int subtable, int value) => BinaryPrimitives.ReadInt16BigEndian(
        table.AsSpan(value + 2 * BitOperations.PopCount((uint)(UInt16(subtable + 4) & PlacementsBeforeAdvance))));

    private int Coverage(int coverage, ushort glyph)
    {
        for (var i = 0; i < UInt16(coverage + 2); i++)
        {
            var at = coverage + 4 + (UInt16(coverage) == 1 ? 2 : 6) * i;
            if (UInt16(coverage) == 1 && UInt16(at) == glyph)
            {
                return i;
            }

            if (UInt16(coverage) == 2 && UInt16(at) <= glyph && glyph <= UInt16(at + 2))
            {
                return UInt16(at + 4) + glyph - UInt16(at);
            }
        }

        return -1;
    }

    private int Class(int classes, ushort glyph)
    {
        if (UInt16(classes) == 1)
        {
            var place = glyph - UInt16(classes + 2);
            return place >= 0 && place < UInt16(classes + 4) ? UInt16(classes + 6 + 2 * place) : 0;
        }

        for (var i = 0; i < UInt16(classes + 2); i++)
        {
            var range = classes + 4 + 6 * i;
            if (UInt16(range) <= glyph && glyph <= UInt16(range + 2))
            {
                return UInt16(range + 4);
            }
        }

        return 0;
    }

    private ushort UInt16(int offset) => BinaryPrimitives.ReadUInt16BigEndian(table.AsSpan(offset));
}
