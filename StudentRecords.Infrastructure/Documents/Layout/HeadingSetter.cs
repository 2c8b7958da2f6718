using StudentRecords.Infrastructure.Documents.Pdf;

namespace StudentRecords.Infrastructure.Documents.Layout;

internal sealed class HeadingSetter(Heading heading, double width, LineBreaker breaker, List<Bookmark> bookmarks) : BlockSetter
{
    private readonly TextStyle style = Typography.Heading(heading.Level);
    private readonly List<TextLine> lines = breaker.Break(heading.Text, Typography.Heading(heading.Level), width);
    private StructureElement? element;

    public override double SpaceBefore => heading.Level switch { 1 => 22, 2 => 15, _ => 10 };

    public override double SpaceAfter => heading.Level == 1 ? 5 : 3;

    public override int StripCount => 1;

    public override double StripHeight(int strip) => lines.Count * style.Leading;

    public override void Begin(StructureElement parent) => element = parent.Add($"H{heading.Level}");

    public override void Draw(Page page, double left, double top, int first, int count)
    {
        bookmarks.Add(new Bookmark(heading.Level, Fonts.PlainText.OnOneLine(heading.Text), page.Index, page.Height - top + 8));
        page.Begin(element!);
        page.Lines(lines, style, left, top);
        page.End();
    }
}
