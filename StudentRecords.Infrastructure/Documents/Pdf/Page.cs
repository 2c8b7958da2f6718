using StudentRecords.Infrastructure.Documents.Fonts;

namespace StudentRecords.Infrastructure.Documents.Pdf;

/// <summary>
/// One page's drawing. Everything drawn stands between <see cref="Begin"/> or <see cref="BeginArtifact"/> and
/// <see cref="End"/>: PDF/UA-1 clause 7.1 wants each mark on the page tagged or called an artifact.
/// Positions are in points from the page's upper left.
/// </summary>
internal sealed class Page(int index, double width, double height, FontSet fonts)
{
    private readonly List<byte[]> contents = [];
    private readonly List<StructureElement> marked = [];
    private readonly List<LinkAnnotation> links = [];
    private AsciiBuffer? drawing;
    private (bool IsBold, double Size, Ink Fill)? state;

    public int Index { get; } = index;
    public double Width { get; } = width;
    public double Height { get; } = height;

    /// <summary>Compressed content streams, in drawing order.</summary>
    public IReadOnlyList<byte[]> Contents => contents;

    /// <summary>The element of each piece of marked content, by its number on the page.</summary>
    public IReadOnlyList<StructureElement> Marked => marked;

    public IReadOnlyList<LinkAnnotation> Links => links;

    public void Begin(StructureElement element)
    {
        element.AddMarkedContent(Index, marked.Count);
        Drawing.Add("/").Add(element.Tag).Add(" <</MCID ").Add(marked.Count).Add(">> BDC\n");
        marked.Add(element);
    }

    public void BeginArtifact(bool isPagination = false) =>
        Drawing.Add(isPagination ? "/Artifact <</Type /Pagination>> BDC\n" : "/Artifact BMC\n");

    public void End() => Drawing.Add("EMC\n");

    public void Text(string text, bool isBold, double size, Ink ink, double left, double baseline)
    {
        var font = fonts[isBold];
        if (state != (isBold, size, ink))
        {
            Drawing.Add(ink.Fill).Add(isBold ? "/F1 " : "/F0 ").Operand(size).Add("Tf\n");
            state = (isBold, size, ink);
        }

        Drawing.Add("BT ").Operand(left).Operand(Height - baseline).Add("Td [<");
        var before = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (font.Kerning(before, rune.Value) is var kerning and not 0)
            {
                Drawing.Add(">").Add(-kerning).Add("<");
            }

            Drawing.Hex(font.Code(rune.Value));
            before = rune.Value;
        }

        Drawing.Add(">] TJ ET\n");
    }

    public void Rule(double left, double right, double top, double weight, Ink ink) =>
        Drawing.Add(ink.Stroke).Operand(weight).Add("w ").Operand(left).Operand(Height - top).Add("m ")
            .Operand(right).Operand(Height - top).Add("l S\n");

    public void Box(double left, double top, double boxWidth, double boxHeight, Ink ink)
    {
        Drawing.Add(ink.Fill).Operand(left).Operand(Height - top - boxHeight).Operand(boxWidth).Operand(boxHeight).Add("re f\n");
        state = null;
    }

    public void Link(StructureElement element, Bookmark target, double left, double top, double right, double bottom)
    {
        var link = new LinkAnnotation(target, element, left, Height - bottom, right, Height - top);
        links.Add(link);
        element.AddLink(Index, link);
    }

    /// <summary>Packs what was drawn so far. Drawing may go on later, for what only the finished document knows.</summary>
    public void Close()
    {
        if (drawing is { Length: > 0 })
        {
            contents.Add(PdfFile.Compress(drawing.Span));
        }

        drawing = null;
        state = null;
    }

    private AsciiBuffer Drawing => drawing ??= new AsciiBuffer();
}
