using System.Globalization;
using StudentRecords.Infrastructure.Documents.Pdf;

namespace StudentRecords.Infrastructure.Documents.Layout;

/// <summary>Each line is a strip; a point may run over the page.</summary>
internal sealed class PointListSetter : BlockSetter
{
    private const double Indent = 18;
    private static readonly TextStyle Style = Typography.Body;

    private readonly List<(TextLine Line, string Label, bool IsFirst)> strips = [];
    private readonly bool isNumbered;
    private StructureElement? list;
    private StructureElement? item;
    private StructureElement? body;

    public PointListSetter(PointList points, double width, LineBreaker breaker)
    {
        isNumbered = points.IsNumbered;
        for (var i = 0; i < points.Points.Count; i++)
        {
            var label = isNumbered ? (i + 1).ToString(CultureInfo.InvariantCulture) + "." : "•";
            var lines = breaker.Break(points.Points[i], Style, width - Indent);
            strips.AddRange(lines.Select((line, n) => (line, label, n == 0)));
        }
    }

    public override int StripCount => strips.Count;

    public override double StripHeight(int strip) => Style.Leading + (strips[strip].IsFirst && strip > 0 ? 2 : 0);

    public override void Begin(StructureElement parent) =>
        list = parent.Add("L", $"/A <</O /List /ListNumbering /{(isNumbered ? "Decimal" : "Disc")}>> ");

    public override void Draw(Page page, double left, double top, int first, int count)
    {
        for (var strip = first; strip < first + count; strip++)
        {
            var (line, label, isFirst) = strips[strip];
            top += StripHeight(strip);
            if (isFirst)
            {
                item = list!.Add("LI");
                page.Begin(item.Add("Lbl"));
                page.Text(label, false, Style.Size, Typography.Muted, left, top - Style.Leading + Style.Rise);
                page.End();
                body = item.Add("LBody");
            }

            page.Begin(body!);
            page.Line(line, Style, left + Indent, top - Style.Leading);
            page.End();
        }
    }
}
