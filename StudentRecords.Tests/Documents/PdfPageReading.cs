using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace StudentRecords.Tests.Documents;

/// <summary>A text on a page: the tag in which it stands ("Artifact" for none) and the number of its marked content, −1 for an artifact.</summary>
internal sealed record PdfText(string Tag, int Mark, double Baseline, string Text);

/// <summary>One page's content, operator by operator.</summary>
internal sealed partial class PdfPageReading
{
    public PdfPageReading(PdfReading file, int number)
    {
        Dictionary = file.Object(number);
        var contents = Dictionary[Dictionary.IndexOf("/Contents", StringComparison.Ordinal)..];
        var maps = file.CharacterMaps;
        var (tag, mark, font) = ("", -1, 0);
        foreach (var line in PdfReading.References(contents).SelectMany(n => Encoding.ASCII.GetString(file.StreamOf(n)).Split('\n')))
        {
            if (Opening().Match(line) is { Success: true } opening)
            {
                Nestings += tag.Length > 0 ? 1 : 0;
                tag = opening.Groups[1].Value;
                mark = opening.Groups[2].Success ? int.Parse(opening.Groups[2].Value, CultureInfo.InvariantCulture) : -1;
                MarkCount += mark >= 0 ? 1 : 0;
            }
            else if (line == "EMC")
            {
                tag = "";
            }
            else if (FontChoice().Match(line) is { Success: true } choice)
            {
                font = choice.Groups[1].Value[0] - '0';
            }
            else if (Showing().Match(line) is { Success: true } showing)
            {
                var codes = HexString().Matches(showing.Groups[2].Value).SelectMany(m => m.Groups[1].Value.Chunk(4)).Select(c => new string(c));
                var text = string.Concat(codes.Select(c => maps[font][c]));
                Texts.Add(new PdfText(tag, mark, double.Parse(showing.Groups[1].Value, CultureInfo.InvariantCulture), text));
            }

            Untagged += tag.Length == 0 && line.Length > 0 && line != "EMC" && !FontChoice().IsMatch(line) ? 1 : 0;
        }

        MarkOwners = PdfReading.References(file.Object(ParentOfMarks(file))).Count();
    }

    public string Dictionary { get; }

    public List<PdfText> Texts { get; } = [];

    /// <summary>Lines of drawing outside any tag or artifact; must be none.</summary>
    public int Untagged { get; }

    /// <summary>Marked content inside marked content; must be none.</summary>
    public int Nestings { get; }

    public int MarkCount { get; }

    /// <summary>How many pieces of marked content the parent tree knows for the page.</summary>
    public int MarkOwners { get; }

    public string Text => string.Concat(Texts.Select(t => t.Text + "\n"));

    public string TaggedText => string.Concat(Texts.Where(t => t.Mark >= 0).Select(t => t.Text + "\n"));

    public string ArtifactText => string.Concat(Texts.Where(t => t.Mark < 0).Select(t => t.Text + "\n"));

    private int ParentOfMarks(PdfReading file)
    {
        var tree = file.Object(PdfReading.Number(file.Beginning("<</Type /StructTreeRoot").Single(), "/ParentTree"));
        return PdfReading.Number(tree[6..], Regex.Match(tree, $@"[\[ ]{PdfReading.Number(Dictionary, "/StructParents")}(?= \d+ 0 R)").Value);
    }

    [GeneratedRegex(@"^/(\w+) (?:<</MCID (\d+)>> BDC|BMC|<</Type /Pagination>> BDC)$")]
    private static partial Regex Opening();

    [GeneratedRegex(@"/F([01]) [\d.]+ Tf$")]
    private static partial Regex FontChoice();

    [GeneratedRegex(@"^BT [\d.-]+ ([\d.-]+) Td \[(.*)\] TJ ET$")]
    private static partial Regex Showing();

    [GeneratedRegex(@"<([0-9A-F]*)>")]
    private static partial Regex HexString();
}
