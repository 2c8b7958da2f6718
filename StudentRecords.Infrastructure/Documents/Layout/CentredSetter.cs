using StudentRecords.Infrastructure.Documents.Pdf;

namespace StudentRecords.Infrastructure.Documents.Layout;

/// <summary>A centred line, as certificates have them.</summary>
internal sealed class CentredSetter : BlockSetter
{
    private readonly TextStyle style;
    private readonly List<TextLine> lines;
    private readonly double width;
    private StructureElement? element;

    public CentredSetter(CentredLine line, double width, LineBreaker breaker)
    {
        this.width = width;
        style = line.Size switch { CentredSize.Largest => Typography.CentredLargest, CentredSize.Large => Typography.CentredLarge, _ => Typography.CentredPlain };
        lines = breaker.Break(line.Text, style, width);
    }

    public override double SpaceBefore => style.Size * 0.55;

    public override double SpaceAfter => style.Size * 0.55;

    public override int StripCount => lines.Count;

    protected override int KeptTogether => lines.Count;

    public override double StripHeight(int strip) => style.Leading;

    public override void Begin(StructureElement parent) => element = parent.Add("P");

    public override void Draw(Page page, double left, double top, int first, int count)
    {
        page.Begin(element!);
        for (var i = 0; i < count; i++)
        {
            page.Line(lines[first + i], style, Alignment.Centre, left, width, top + i * style.Leading);
        }

        page.End();
    }
}
