using System.Buffers.Binary;
using System.Text;

namespace StudentRecords.Tests.Documents;

/// <summary>Looks into an embedded font subset.</summary>
internal sealed class TrueTypeReading
{
    private readonly byte[] data;
    private readonly Dictionary<string, int> tables = [];

    public TrueTypeReading(byte[] data)
    {
        this.data = data;
        for (var i = 0; i < UInt16(4); i++)
        {
            tables[Encoding.ASCII.GetString(data, 12 + 16 * i, 4)] = Int32(12 + 16 * i + 8);
        }

        for (var glyph = 0; glyph < UInt16(tables["maxp"] + 4); glyph++)
        {
            AddParts(glyph);
        }
    }

    public List<int> PartsOfComposites { get; } = [];

    /// <summary>0 when the file's words add up to the number that the TrueType specification wants.</summary>
    public uint ChecksumError
    {
        get
        {
            var sum = 0u;
            for (var i = 0; i < data.Length; i += 4)
            {
                sum = unchecked(sum + (uint)Int32(i));
            }

            return unchecked(sum - 0xB1B0AFBA);
        }
    }

    public int OutlineLength(int glyph) => Int32(tables["loca"] + 4 * glyph + 4) - Int32(tables["loca"] + 4 * glyph);

    private void AddParts(int glyph)
    {
        var outline = tables["glyf"] + Int32(tables["loca"] + 4 * glyph);
        var hasMore = OutlineLength(glyph) > 0 && (short)UInt16(outline) < 0;
        for (var at = outline + 10; hasMore;)
        {
            var flags = UInt16(at);
            PartsOfComposites.Add(UInt16(at + 2));
            at += ((flags & 1) != 0 ? 8 : 6) + ((flags & 8) != 0 ? 2 : 0) + ((flags & 0x40) != 0 ? 4 : 0) + ((flags & 0x80) != 0 ? 8 : 0);
            hasMore = (flags & 0x20) != 0;
        }
    }

    private int UInt16(int offset) => BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(offset));

    private int Int32(int offset) => BinaryPrimitives.ReadInt32BigEndian(data.AsSpan(offset));
}
