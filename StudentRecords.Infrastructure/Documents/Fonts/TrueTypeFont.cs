using System.Buffers.Binary;
using System.Text;

namespace StudentRecords.Infrastructure.Documents.Fonts;

/// <summary>The parts of a TrueType file that setting and embedding text need. Read only, shared by all documents.</summary>
internal sealed class TrueTypeFont
{
    private readonly byte[] data;
    private readonly Dictionary<string, (int Offset, int Length)> tables = [];
    private readonly ushort[] glyphByBasicCharacter = new ushort[0x10000];
    private readonly Dictionary<int, ushort> glyphByOtherCharacter = [];
    private readonly ushort[] advances;
    private readonly bool hasLongLocations;

    public TrueTypeFont(byte[] data, string name)
    {
        this.data = data;
        Name = name;
        for (var i = 0; i < UInt16(4); i++)
        {
            var entry = 12 + i * 16;
            tables[Encoding.ASCII.GetString(data, entry, 4)] = (Int32(entry + 8), Int32(entry + 12));
        }

        var (head, hhea, os2) = (Table("head"), Table("hhea"), Table("OS/2"));
        UnitsPerEm = UInt16(head + 18);
        Bounds = [Int16(head + 36), Int16(head + 38), Int16(head + 40), Int16(head + 42)];
        hasLongLocations = Int16(head + 50) == 1;
        Ascent = Int16(hhea + 4);
        Descent = Int16(hhea + 6);
        Weight = UInt16(os2 + 4);
        CapHeight = UInt16(os2) >= 2 ? Int16(os2 + 88) : Ascent;

        GlyphCount = UInt16(Table("maxp") + 4);
        advances = new ushort[GlyphCount];
        var (metrics, measured) = (Table("hmtx"), UInt16(hhea + 34));
        for (var glyph = 0; glyph < GlyphCount; glyph++)
        {
            advances[glyph] = UInt16(metrics + 4 * Math.Min(glyph, measured - 1));
        }

        ReadCharacterMap();
        Kerning = HasTable("GPOS") ? new PairKerning(TableBytes("GPOS")) : null;
    }

    public string Name { get; }
    public int UnitsPerEm { get; }
    public int[] Bounds { get; }
    public int Ascent { get; }
    public int Descent { get; }
    public int CapHeight { get; }
    public int Weight { get; }
    public int GlyphCount { get; }
    public PairKerning? Kerning { get; }

    /// <summary>The glyph of a character, 0 where the font has none.</summary>
    public ushort Glyph(int character) => character < 0x10000
        ? glyphByBasicCharacter[character]
        : glyphByOtherCharacter.GetValueOrDefault(character);

    public int Advance(ushort glyph) => advances[glyph];

    public bool HasTable(string tag) => tables.ContainsKey(tag);

    public ReadOnlySpan<byte> TableBytes(string tag) => data.AsSpan(tables[tag].Offset, tables[tag].Length);

    /// <summary>The outline of a glyph; empty for a space.</summary>
    public ReadOnlySpan<byte> Outline(int glyph)
    {
        var locations = Table("loca");
        var (from, to) = hasLongLocations
            ? (Int32(locations + 4 * glyph), Int32(locations + 4 * glyph + 4))
            : (2 * UInt16(locations + 2 * glyph), 2 * UInt16(locations + 2 * glyph + 2));
        return data.AsSpan(Table("glyf") + from, to - from);
    }

    /// <summary>Left side bearing, the second number of a horizontal metric.</summary>
    public short LeftBearing(int glyph)
    {
        var (metrics, measured) = (Table("hmtx"), UInt16(Table("hhea") + 34));
        return glyph < measured ? Int16(metrics + 4 * glyph + 2) : Int16(metrics + 4 * measured + 2 * (glyph - measured));
    }

    private void ReadCharacterMap()
    {
        var map = Table("cmap");
        for (var i = 0; i < UInt16(map + 2); i++)
        {
            var record = map + 4 + 8 * i;
            var subtable = map + Int32(record + 4);
            if (UInt16(record) == 3 && UInt16(record + 2) == 10 && UInt16(subtable) == 12)
            {
                ReadSegmentedCoverage(subtable);
                return;
            }
        }

        throw new InvalidDataException($"The font {Name} has no full Unicode character map (cmap format 12).");
    }

    private void ReadSegmentedCoverage(int subtable)
    {
        for (var group = 0; group < Int32(subtable + 12); group++)
        {
            var at = subtable + 16 + 12 * group;
            var (first, last, glyph) = (Int32(at), Int32(at + 4), Int32(at + 8));
            for (var character = first; character <= last; character++, glyph++)
            {
                if (character < 0x10000)
                {
                    glyphByBasicCharacter[character] = (ushort)glyph;
                }
                else
                {
                    glyphByOtherCharacter[character] = (ushort)glyph;
                }
            }
        }
    }

    private int Table(string tag) => tables.TryGetValue(tag, out var table)
        ? table.Offset
        : throw new InvalidDataException($"The font {Name} lacks the table {tag}.");

    private ushort UInt16(int offset) => BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(offset));
    private short Int16(int offset) => BinaryPrimitives.ReadInt16BigEndian(data.AsSpan(offset));
    private int Int32(int offset) => BinaryPrimitives.ReadInt32BigEndian(data.AsSpan(offset));
}
