using System.Buffers.Binary;
using System.Text;

namespace StudentRecords.Infrastructure.Documents.Fonts;

/// <summary>
/// A TrueType file with only the glyphs that a document shows, numbered in the order asked for. A composite glyph
/// (an accented letter) brings its parts, which follow at the end and are renumbered in its outline.
/// </summary>
internal static class FontSubset
{
    private const ushort ArgumentsAreWords = 0x0001;
    private const ushort HasScale = 0x0008;
    private const ushort MoreComponents = 0x0020;
    private const ushort HasTwoScales = 0x0040;
    private const ushort HasMatrix = 0x0080;
    private const uint ChecksumOfWholeFile = 0xB1B0AFBA;

    /// <param name="font">The whole font.</param>
    /// <param name="glyphs">Glyphs of the font; the glyph at place n becomes glyph n of the subset. The first must be 0.</param>
    public static byte[] Of(TrueTypeFont font, IReadOnlyList<ushort> glyphs)
    {
        var kept = new List<ushort>(glyphs);
        var outlines = new List<byte[]>();
        for (var i = 0; i < kept.Count; i++)
        {
            outlines.Add(WithPartsRenumbered(font.Outline(kept[i]).ToArray(), kept));
        }

        var (locations, outlineTable) = JoinOutlines(outlines);
        var tables = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["head"] = Header(font),
            ["hhea"] = WithUInt16(font.TableBytes("hhea"), 34, (ushort)kept.Count),
            ["maxp"] = WithUInt16(font.TableBytes("maxp"), 4, (ushort)kept.Count),
            ["hmtx"] = Metrics(font, kept),
            ["loca"] = locations,
            ["glyf"] = outlineTable,
        };
        foreach (var hinting in new[] { "cvt ", "fpgm", "prep" })
        {
            if (font.HasTable(hinting))
            {
                tables[hinting] = font.TableBytes(hinting).ToArray();
            }
        }

        return Assemble(tables);
    }

    private static byte[] WithPartsRenumbered(byte[] outline, List<ushort> kept)
    {
        var isComposite = outline.Length > 0 && BinaryPrimitives.ReadInt16BigEndian(outline) < 0;
        for (var at = 10; isComposite;)
        {
            var flags = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at));
            var part = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at + 2));
            var place = kept.IndexOf(part);
            if (place < 0)
            {
                place = kept.Count;
                kept.Add(part);
            }

            BinaryPrimitives.WriteUInt16BigEndian(outline.AsSpan(at + 2), (ushort)place);
            at += 4 + ((flags & ArgumentsAreWords) != 0 ? 4 : 2);
            at += (flags & HasScale) != 0 ? 2 : (flags & HasTwoScales) != 0 ? 4 : (flags & HasMatrix) != 0 ? 8 : 0;
            isComposite = (flags & MoreComponents) != 0;
        }

        return outline;
    }

    private static (byte[] Locations, byte[] Outlines) JoinOutlines(List<byte[]> outlines)
    {
        var locations = new byte[4 * (outlines.Count + 1)];
        using var joined = new MemoryStream();
        for (var i = 0; i < outlines.Count; i++)
        {
            joined.Write(outlines[i]);
            joined.Write(new byte[-(int)joined.Length & 3]);
            BinaryPrimitives.WriteInt32BigEndian(locations.AsSpan(4 * (i + 1)), (int)joined.Length);
        }

        return (locations, joined.ToArray());
    }

    private static byte[] Metrics(TrueTypeFont font, List<ushort> kept)
    {
        var metrics = new byte[4 * kept.Count];
        for (var i = 0; i < kept.Count; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(metrics.AsSpan(4 * i), (ushort)font.Advance(kept[i]));
            BinaryPrimitives.WriteInt16BigEndian(metrics.AsSpan(4 * i + 2), font.LeftBearing(kept[i]));
        }

        return metrics;
    }

    private static byte[] Header(TrueTypeFont font)
    {
        var header = WithUInt16(font.TableBytes("head"), 50, 1);
        header.AsSpan(8, 4).Clear();
        return header;
    }

    private static byte[] WithUInt16(ReadOnlySpan<byte> table, int offset, ushort value)
    {
        var copy = table.ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(offset), value);
        return copy;
    }

    private static byte[] Assemble(SortedDictionary<string, byte[]> tables)
    {
        var start = 12 + 16 * tables.Count;
        var file = new byte[start + tables.Values.Sum(t => (t.Length + 3) & ~3)];
        var power = (int)Math.Log2(tables.Count);
        BinaryPrimitives.WriteUInt32BigEndian(file, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(4), (ushort)tables.Count);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(6), (ushort)(16 << power));
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(8), (ushort)power);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(10), (ushort)(16 * tables.Count - (16 << power)));

        var (entry, at, header) = (12, start, 0);
        foreach (var (tag, bytes) in tables)
        {
            bytes.CopyTo(file, at);
            var padded = (bytes.Length + 3) & ~3;
            Encoding.ASCII.GetBytes(tag, file.AsSpan(entry));
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(entry + 4), Checksum(file.AsSpan(at, padded)));
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(entry + 8), at);
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(entry + 12), bytes.Length);
            header = tag == "head" ? at : header;
            (entry, at) = (entry + 16, at + padded);
        }

        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(header + 8), ChecksumOfWholeFile - Checksum(file));
        return file;
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0u;
        for (var i = 0; i < bytes.Length; i += 4)
        {
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(bytes[i..]));
        }

        return sum;
    }
}
