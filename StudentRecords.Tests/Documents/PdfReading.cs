using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace StudentRecords.Tests.Documents;

/// <summary>Reads back what our writer wrote, by itself: objects, pages, tags and text through ToUnicode. It knows our files, not any PDF.</summary>
internal sealed partial class PdfReading
{
    private readonly Dictionary<int, string> objects = [];
    private readonly Dictionary<int, byte[]> streams = [];

    public PdfReading(byte[] file)
    {
        var latin = Encoding.Latin1.GetString(file);
        foreach (Match match in StreamStart().Matches(latin))
        {
            var number = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
            var dictionary = match.Groups[2].Value;
            var data = file.AsSpan(match.Index + match.Length, Number(dictionary, "/Length")).ToArray();
            streams[number] = dictionary.Contains("/FlateDecode", StringComparison.Ordinal) ? Inflated(data) : data;
            objects[number] = dictionary;
            if (dictionary.Contains("/Type /ObjStm", StringComparison.Ordinal))
            {
                ReadObjectStream(Encoding.Latin1.GetString(streams[number]), Number(dictionary, "/N"), Number(dictionary, "/First"));
            }
        }

        Catalogue = objects.Values.Single(o => o.StartsWith("<</Type /Catalog", StringComparison.Ordinal));
        var tree = objects[Number(Catalogue, "/Pages")];
        Pages = References(tree[tree.IndexOf("/Kids", StringComparison.Ordinal)..]).Select(n => new PdfPageReading(this, n)).ToList();
    }

    public string Catalogue { get; }

    public IReadOnlyList<PdfPageReading> Pages { get; }

    public string Xmp => Encoding.UTF8.GetString(streams[Number(Catalogue, "/Metadata")]);

    public string Object(int number) => objects[number];

    public byte[] StreamOf(int number) => streams[number];

    /// <summary>All elements of the tag tree with this tag.</summary>
    public IReadOnlyList<string> Elements(string tag) =>
        objects.Values.Where(o => o.StartsWith($"<</Type /StructElem /S /{tag} ", StringComparison.Ordinal)).ToList();

    /// <summary>The objects whose value begins so, for instance all annotations.</summary>
    public IReadOnlyList<string> Beginning(string start) => objects.Values.Where(o => o.StartsWith(start, StringComparison.Ordinal)).ToList();

    /// <summary>The embedded font programs.</summary>
    public IReadOnlyList<byte[]> Fonts => Beginning("<</Type /FontDescriptor").Select(d => streams[Number(d, "/FontFile2")]).ToList();

    /// <summary>Codes to characters for the fonts F0 and F1.</summary>
    public Dictionary<string, string>[] CharacterMaps => Beginning("<</Type /Font /Subtype /Type0").Select(f =>
        CharacterMapping().Matches(Encoding.ASCII.GetString(streams[Number(f, "/ToUnicode")])).ToDictionary(
            m => m.Groups[1].Value,
            m => Encoding.BigEndianUnicode.GetString(Convert.FromHexString(m.Groups[2].Value)))).ToArray();

    public static int Number(string dictionary, string key) =>
        int.Parse(Regex.Match(dictionary, Regex.Escape(key) + @" (\d+)").Groups[1].Value, CultureInfo.InvariantCulture);

    public static IEnumerable<int> References(string array) =>
        Regex.Matches(array.Split(']')[0], @"(\d+) 0 R").Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture));

    private void ReadObjectStream(string text, int count, int first)
    {
        var index = text[..first].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        for (var i = 0; i < count; i++)
        {
            var end = i + 1 < count ? first + index[2 * i + 3] - 1 : text.Length;
            objects[index[2 * i]] = text[(first + index[2 * i + 1])..end];
        }
    }

    private static byte[] Inflated(byte[] data)
    {
        using var zlib = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress);
        using var inflated = new MemoryStream();
        zlib.CopyTo(inflated);
        return inflated.ToArray();
    }

    [GeneratedRegex(@"(\d+) 0 obj\n<<([^\n]*)>>\nstream\n")]
    private static partial Regex StreamStart();

    [GeneratedRegex(@"<([0-9A-F]{4})> <([0-9A-F]+)>\n")]
    private static partial Regex CharacterMapping();
}
