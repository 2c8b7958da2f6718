using System.Globalization;
using StudentRecords.Infrastructure.Documents.Pdf;

namespace StudentRecords.Infrastructure.Documents.Layout;

/// <summary>
/// The table of contents. Its place is taken when it is met; the entries are drawn by <see cref="Finish"/>, when every
/// heading has its page. The first strip is the title.
/// </summary>
internal sealed class ContentsSetter(
    TableOfContents contents,
    IReadOnlyList<(int Number, Heading Heading)> entries,
    double width,
    LineBreaker breaker) : BlockSetter
{
    private const double Indent = 14;
    private const double NumberRoom = 36;
    private readonly List<(Page Page, double Left, double Top, int Entry, StructureElement Link)> places = [];
    private StructureElement? element;

    public override double SpaceBefore => 18;

    public override double SpaceAfter => 14;

    public override int StripCount => entries.Count + 1;

    protected override int KeptTogether => 2;

    public override double StripHeight(int strip) => strip == 0
        ? Typography.Heading(2).Leading + 4
        : Lines(strip - 1).Count * Style(strip - 1).Leading + (IsTopLevel(strip - 1) ? 3 : 0);

    public override void Begin(StructureElement parent) => element = parent.Add("TOC");

    public override void Draw(Page page, double left, double top, int first, int count)
    {
        for (var strip = first; strip < first + count; strip++)
        {
            if (strip == 0)
            {
                page.Begin(element!.Add("Caption"));
                page.Lines(breaker.Break(contents.Title, Typography.Heading(2), width), Typography.Heading(2), left, top);
                page.End();
            }
            else
            {
                var link = element!.Add("TOCI").Add("Reference").Add("Link");
                places.Add((page, left, top + (IsTopLevel(strip - 1) ? 3 : 0), strip - 1, link));
            }

            top += StripHeight(strip);
        }
    }

    public void Finish(IReadOnlyList<Bookmark> bookmarks)
    {
        foreach (var (page, left, top, entry, link) in places)
        {
            var (target, style, lines) = (bookmarks[entries[entry].Number], Style(entry), Lines(entry));
            var number = (target.Page + 1).ToString(CultureInfo.InvariantCulture);
            var numberLeft = left + width - breaker.Width(number, style.IsBold, style);
            var (textLeft, lastTop) = (left + IndentOf(entry), top + (lines.Count - 1) * style.Leading);
            page.Begin(link);
            page.Lines(lines, style, textLeft, top);
            page.Text(number, style.IsBold, style.Size, style.Ink, numberLeft, lastTop + style.Rise);
            page.End();
            page.Link(link, target, textLeft, top, left + width, lastTop + style.Leading);
            DrawLeader(page, textLeft + lines[^1].Width + 6, numberLeft - 5, lastTop + style.Rise);
        }
    }

    private static void DrawLeader(Page page, double from, double to, double baseline)
    {
        const double Step = 5;
        page.BeginArtifact();
        for (var x = Math.Ceiling(from / Step) * Step; x < to; x += Step)
        {
            page.Box(x, baseline - 0.7, 0.7, 0.7, Typography.Line);
        }

        page.End();
    }

    private bool IsTopLevel(int entry) => entries[entry].Heading.Level == 1;

    private double IndentOf(int entry) => (entries[entry].Heading.Level - 1) * Indent;

    private TextStyle Style(int entry) => Typography.Body with { IsBold = IsTopLevel(entry) };

    private List<TextLine> Lines(int entry) =>
        breaker.Break(Fonts.PlainText.OnOneLine(entries[entry].Heading.Text), Style(entry), width - IndentOf(entry) - NumberRoom);
}
