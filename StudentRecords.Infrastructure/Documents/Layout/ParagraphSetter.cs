using StudentRecords.Infrastructure.Documents.Pdf;

namespace StudentRecords.Infrastructure.Documents.Layout;

internal sealed class ParagraphSetter : BlockSetter
{
    private const double LongestLine = 460;
    private readonly TextStyle style;
    private readonly List<TextLine> lines;
    private StructureElement? element;

    public ParagraphSetter(Paragraph paragraph, double width, LineBreaker breaker)
    {
        style = paragraph.IsNote ? Typography.Note : Typography.Body;
        lines = breaker.Break(paragraph.Runs, style, Math.Min(width, LongestLine));
    }

    public override int StripCount => lines.Count;

    protected override int KeptTogether => 2;

    public override double StripHeight(int strip) => style.Leading;

    public override void Begin(StructureElement parent) => element = parent.Add("P");

    public override void Draw(Page page, double left, double top, int first, int count)
    {
        page.Begin(element!);
        page.Lines(lines.GetRange(first, count), style, left, top);
        page.End();
    }
}
