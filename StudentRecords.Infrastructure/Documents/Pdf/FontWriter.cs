using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using StudentRecords.Infrastructure.Documents.Fonts;

namespace StudentRecords.Infrastructure.Documents.Pdf;

/// <summary>Embeds one weight: subset, widths and the way back from codes to characters (ISO 32000-1 clause 9.7).</summary>
internal static class FontWriter
{
    private const int MappingsPerBlock = 100;

    /// <returns>The number of the font object.</returns>
    public static int Write(PdfFile file, FontUse use)
    {
        var font = use.Font;
        var subset = FontSubset.Of(font, use.Glyphs);
        var name = $"{SubsetTag(subset)}+{font.Name}";
        var (type0, descendant, descriptor, program, toUnicode) =
            (file.Reserve(), file.Reserve(), file.Reserve(), file.Reserve(), file.Reserve());

        file.WriteCompressed(program, $"/Length1 {subset.Length} ", subset);
        file.WriteCompressed(toUnicode, "", Encoding.ASCII.GetBytes(CharacterMap(use.Characters)));
        file.Begin(type0).Add($"<</Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{descendant} 0 R] /ToUnicode {toUnicode} 0 R>>");
        file.Begin(descendant)
            .Add($"<</Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDToGIDMap /Identity /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> ")
            .Add($"/FontDescriptor {descriptor} 0 R /DW 0 /W [0 [{string.Join(' ', use.Glyphs.Select(g => PerThousand(font.Advance(g))))}]]>>");
        file.Begin(descriptor)
            .Add($"<</Type /FontDescriptor /FontName /{name} /Flags 32 /FontBBox [{string.Join(' ', font.Bounds.Select(PerThousand))}] /ItalicAngle 0 ")
            .Add($"/Ascent {PerThousand(font.Ascent)} /Descent {PerThousand(font.Descent)} /CapHeight {PerThousand(font.CapHeight)} /FontWeight {font.Weight / 100 * 100} /StemV {font.Weight / 5} /FontFile2 {program} 0 R>>");
        return type0;

        int PerThousand(int units) => units * 1000 / font.UnitsPerEm;
    }

    /// <summary>Six capital letters that mark a subset; from its content, so that they are the same each time.</summary>
    private static string SubsetTag(byte[] subset) =>
        string.Concat(SHA256.HashData(subset).Take(6).Select(b => (char)('A' + b % 26)));

    private static string CharacterMap(IReadOnlyList<int> characters)
    {
        var map = new StringBuilder(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
            "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
            "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        foreach (var block in Enumerable.Range(1, characters.Count - 1).Chunk(MappingsPerBlock))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var code in block)
            {
                var utf16 = Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(char.ConvertFromUtf32(characters[code])));
                map.Append(CultureInfo.InvariantCulture, $"<{code:X4}> <{utf16}>\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }
}
